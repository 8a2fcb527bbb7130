import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  KeyEntity,
  MemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { ENCRYPTION_LABELS } from '../../model/labels';
import { Freshness, isCounted } from '../../model/freshness';
import { withRetirement } from '../../model/findings';
import { MemoryColumn } from '../../model/memoryColumns';
import { describeOwnerSource, shownOwner } from '../../model/ownerSource';
import { FreshnessMark } from '../scorecard/FreshnessMark';
import { VerdictChip } from '../scorecard/StatusChip';
import { MemoryKey } from './MemoryKey';

const useStyles = makeStyles({
  name: { minWidth: 160 },
  verdict: { minWidth: 140 },
  reason: { minWidth: 220, overflowWrap: 'anywhere' },
  owner: { minWidth: 150 },
  key: { minWidth: 160 },
  encryption: { minWidth: 160 },
  status: { whiteSpace: 'nowrap' },
  account: { whiteSpace: 'nowrap' },
  region: { whiteSpace: 'nowrap' },
});

function reasonOf({ findings, worst, replacedBy }: MemoryEntity): string {
  if (findings.length === 0) return 'Not assessed';
  if (!worst) return '–';
  return replacedBy ? withRetirement(worst.reason) : worst.reason;
}

function Owner({ memory }: { memory: MemoryEntity }) {
  const ownerRef = shownOwner(memory);
  if (ownerRef) {
    return <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />;
  }
  return (
    <>
      None
      <Typography variant="caption" color="textSecondary" component="div">
        {describeOwnerSource(memory.ownerSource, memory.ownerClaim)}
      </Typography>
    </>
  );
}

const CELLS: Record<
  MemoryColumn,
  (
    memory: MemoryEntity,
    freshness: Freshness,
    keyEntity?: KeyEntity,
  ) => ReactNode
> = {
  verdict: ({ verdict }, freshness) => (
    <>
      <VerdictChip verdict={verdict} counts={isCounted(freshness)} />
      <FreshnessMark freshness={freshness} last="verdict" />
    </>
  ),
  reason: reasonOf,
  owner: memory => <Owner memory={memory} />,
  key: (memory, _, keyEntity) => (
    <MemoryKey memory={memory} keyEntity={keyEntity} />
  ),
  encryption: ({ encryption }) => ENCRYPTION_LABELS[encryption],
  status: ({ status }) => status,
  account: ({ scope }) => scope.accountId,
  region: ({ scope }) => scope.region,
};

/** One memory in the Memories tab. */
export function MemoryTableRow({
  memory,
  freshness,
  keyEntity,
  columns,
}: {
  memory: MemoryEntity;
  freshness: Freshness;
  /** Left out: there is none, or the reader may not see it. */
  keyEntity?: KeyEntity;
  columns: readonly MemoryColumn[];
}) {
  const classes = useStyles();
  return (
    <TableRow>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={classes.name}
      >
        <EntityRefLink
          entityRef={memory.entityRef}
          title={memory.title}
          hideIcon
        />
      </TableCell>
      {columns.map(column => (
        <TableCell key={column} className={classes[column]}>
          {CELLS[column](memory, freshness, keyEntity)}
        </TableCell>
      ))}
    </TableRow>
  );
}
