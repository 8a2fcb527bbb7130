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
import { useTranslate } from '../../hooks/useTranslate';
import { Freshness, isCounted } from '../../model/freshness';
import { withRetirement } from '../../model/findings';
import { MemoryColumn } from '../../model/memoryColumns';
import { describeOwnerSource, shownOwner } from '../../model/ownerSource';
import { FreshnessMark } from '../scorecard/FreshnessMark';
import { VerdictChip } from '../scorecard/StatusChip';
import { Translate } from '../../translation';
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

function reasonOf(
  t: Translate,
  { findings, worst, replacedBy }: MemoryEntity,
): string {
  if (findings.length === 0) return t('common.notAssessed');
  if (!worst) return '–';
  return replacedBy ? withRetirement(t, worst.reason) : worst.reason;
}

function Owner({ memory }: { memory: MemoryEntity }) {
  const t = useTranslate();
  const ownerRef = shownOwner(memory);
  if (ownerRef) {
    return <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />;
  }
  return (
    <>
      {t('common.word.none')}
      <Typography variant="caption" color="textSecondary" component="div">
        {describeOwnerSource(t, memory.ownerSource, memory.ownerClaim)}
      </Typography>
    </>
  );
}

const CELLS: Record<
  MemoryColumn,
  (
    t: Translate,
    memory: MemoryEntity,
    freshness: Freshness,
    keyEntity?: KeyEntity,
  ) => ReactNode
> = {
  verdict: (_, { verdict }, freshness) => (
    <>
      <VerdictChip verdict={verdict} counts={isCounted(freshness)} />
      <FreshnessMark freshness={freshness} last="verdict" />
    </>
  ),
  reason: reasonOf,
  owner: (_, memory) => <Owner memory={memory} />,
  key: (_t, memory, _, keyEntity) => (
    <MemoryKey memory={memory} keyEntity={keyEntity} />
  ),
  encryption: (t, { encryption }) => t(`common.encryption.${encryption}`),
  status: (_, { status }) => status,
  account: (_, { scope }) => scope.accountId,
  region: (_, { scope }) => scope.region,
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
  const t = useTranslate();
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
          {CELLS[column](t, memory, freshness, keyEntity)}
        </TableCell>
      ))}
    </TableRow>
  );
}
