import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { MemoryRow } from 'backstage-plugin-agentcore-memory-common';
import { toVerdict } from '../../model/labels';
import { StaleMark } from '../common/StaleMark';
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

/** The worst memories that the reader may see. */
export function WorstMemories({
  memories,
  total,
}: {
  memories: readonly MemoryRow[];
  /** Memories the owner has, also those that the reader may not see. */
  total: number;
}) {
  const classes = useStyles();
  return (
    <section aria-label="Worst memories">
      <Typography variant="overline" component="h3">
        {memories.length < total ? 'Worst memories' : 'Memories, worst first'}
      </Typography>
      {memories.length === 0 && (
        <Typography variant="body2">
          You may not see any of them in the catalog.
        </Typography>
      )}
      <ul className={classes.list}>
        {memories.map(memory => (
          <li key={memory.entityRef} className={classes.item}>
            <span className={classes.name}>
              <EntityRefLink
                entityRef={memory.entityRef}
                title={memory.title}
              />
            </span>
            <VerdictChip verdict={toVerdict(memory.verdict)} />
            {memory.stale && <StaleMark />}
            <Typography variant="caption" color="textSecondary">
              {memory.accountId} · {memory.region}
            </Typography>
          </li>
        ))}
      </ul>
    </section>
  );
}
