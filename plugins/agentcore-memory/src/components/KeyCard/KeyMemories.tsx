import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useKeyMemories } from '../../hooks/useKeyMemories';
import { pluralizeMemories } from '../../model/labels';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { MemoryList } from '../scorecard/MemoryList';

/** The memories that can't be read any more if a key goes. */
export function KeyMemories({ keyRef }: { keyRef: string }) {
  const { value, error, retry } = useKeyMemories(keyRef);
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
  const { memories, total } = value;
  return (
    <section aria-label="Memories under this key">
      <RefreshFailed error={error} retry={retry} />
      <Typography variant="overline" component="h3">
        Memories under this key
      </Typography>
      <Typography variant="body2">
        {total === 0
          ? 'You see no memory that depends on it.'
          : `${pluralizeMemories(
              total,
            )} can't be read any more if this key goes.`}
      </Typography>
      <MemoryList
        memories={memories.map(memory => ({ ...memory, ...memory.scope }))}
      />
      {total > memories.length && (
        <Typography variant="caption" color="textSecondary">
          The first {memories.length} are shown.
        </Typography>
      )}
    </section>
  );
}
