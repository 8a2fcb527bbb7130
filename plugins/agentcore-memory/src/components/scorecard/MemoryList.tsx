import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Verdict } from 'backstage-plugin-agentcore-memory-common';
import { StaleMark } from './StaleMark';
import { VerdictChip } from './StatusChip';

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

/** The fields of a memory in a list. */
export interface MemoryListItem {
  entityRef: string;
  title: string;
  verdict: Verdict;
  accountId: string;
  region: string;
  stale?: boolean;
}

/** Memories with verdict, account and region, in the given order. */
export function MemoryList({
  memories,
}: {
  memories: readonly MemoryListItem[];
}) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {memories.map(memory => (
        <li key={memory.entityRef} className={classes.item}>
          <span className={classes.name}>
            <EntityRefLink entityRef={memory.entityRef} title={memory.title} />
          </span>
          <VerdictChip verdict={memory.verdict} />
          {memory.stale && <StaleMark />}
          <Typography variant="caption" color="textSecondary">
            {memory.accountId} · {memory.region}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
