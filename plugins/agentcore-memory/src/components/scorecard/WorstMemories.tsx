import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { MemoryRow } from 'backstage-plugin-agentcore-memory-common';
import { ruleTitle, toVerdict } from '../../model/labels';
import { StaleMark } from './StaleMark';
import { VerdictChip } from './StatusChip';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { padding: theme.spacing(0.5, 0) },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
  },
}));

function reasonOf({ rule, reason, verdict }: MemoryRow): string | undefined {
  if (reason) return reason;
  if (rule) return ruleTitle(rule);
  return verdict === 'compliant' ? undefined : 'Not assessed';
}

/** Memories in the given order, each with its verdict and why. */
export function WorstMemories({
  memories,
}: {
  memories: readonly MemoryRow[];
}) {
  const classes = useStyles();
  if (memories.length === 0) {
    return (
      <Typography variant="body2">
        You may not see any of them in the catalog.
      </Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {memories.map(memory => (
        <li key={memory.entityRef} className={classes.item}>
          <Typography variant="body2" component="div" className={classes.head}>
            <EntityRefLink
              entityRef={memory.entityRef}
              title={memory.title}
              hideIcon
            />
            <VerdictChip verdict={toVerdict(memory.verdict)} />
            {memory.stale && <StaleMark />}
          </Typography>
          <Typography variant="caption" component="div">
            {reasonOf(memory)}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="div">
            {memory.accountId} · {memory.region}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
