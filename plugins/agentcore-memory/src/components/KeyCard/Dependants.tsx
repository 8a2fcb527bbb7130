import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Entity } from '@backstage/catalog-model';
import { Progress } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useDependants } from '../../hooks/useDependants';
import { countMemories } from '../../model/labels';
import { memoryOf } from '../../model/memoryOf';
import { LoadFailed, RefreshFailed } from '../common/LoadFailed';
import { VerdictChip } from '../common/StatusChip';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.5, 0),
  },
  name: { flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere' },
}));

/** The memories that can't be read any more if a key goes. */
export function Dependants({ entity }: { entity: Entity }) {
  const classes = useStyles();
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
      <ul className={classes.list}>
        {items.map(memoryOf).map(memory => (
          <li key={memory.entityRef} className={classes.item}>
            <span className={classes.name}>
              <EntityRefLink
                entityRef={memory.entityRef}
                title={memory.title}
              />
            </span>
            <VerdictChip verdict={memory.verdict} />
            <Typography variant="caption" color="textSecondary">
              {memory.accountId} · {memory.region}
            </Typography>
          </li>
        ))}
      </ul>
      {totalItems > items.length && (
        <Typography variant="caption" color="textSecondary">
          The first {items.length} are shown.
        </Typography>
      )}
    </section>
  );
}
