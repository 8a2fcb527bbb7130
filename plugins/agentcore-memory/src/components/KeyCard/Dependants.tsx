import Typography from '@material-ui/core/Typography';
import { Entity } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { useDependants } from '../../hooks/useDependants';
import { countMemories } from '../../model/labels';
import { memoryOf } from '../../model/memoryOf';
import { LoadFailed, RefreshFailed } from '../common/LoadFailed';
import { MemoryList } from '../common/MemoryList';

/** The memories that can't be read any more if a key goes. */
export function Dependants({ entity }: { entity: Entity }) {
  const { value, error, retry } = useDependants(entity);
  if (!value) {
    return error ? (
      <LoadFailed
        title="The memories of this key could not be loaded"
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  const { items, totalItems } = value;
  return (
    <section aria-label="Memories under this key">
      <RefreshFailed error={error} retry={retry} />
      <Typography variant="overline" component="h3">
        Memories under this key
      </Typography>
      <Typography variant="body2">
        {totalItems === 0
          ? 'You see no memory that depends on it.'
          : `${countMemories(
              totalItems,
            )} can't be read any more if this key goes.`}
      </Typography>
      <MemoryList memories={items.map(memoryOf)} />
      {totalItems > items.length && (
        <Typography variant="caption" color="textSecondary">
          The first {items.length} are shown.
        </Typography>
      )}
    </section>
  );
}
