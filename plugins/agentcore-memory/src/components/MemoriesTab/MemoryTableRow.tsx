import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  MemoryEntity,
  parseKeyArn,
} from 'backstage-plugin-agentcore-memory-common';
import { ENCRYPTION_LABELS } from '../../model/labels';
import { describeOwnerSource, shownOwner } from '../../model/ownerSource';
import { StaleMark } from '../scorecard/StaleMark';
import { VerdictChip } from '../scorecard/StatusChip';

const useStyles = makeStyles({
  name: { minWidth: 140, overflowWrap: 'anywhere' },
  reason: { minWidth: 200, maxWidth: 400 },
  encryption: { minWidth: 160 },
  key: { maxWidth: 160 },
  owner: { minWidth: 150 },
  place: { whiteSpace: 'nowrap', wordBreak: 'normal' },
});

function reasonOf({ findings, worst }: MemoryEntity): string {
  if (findings.length === 0) return 'Not assessed';
  return worst?.reason ?? '–';
}

/** One memory in the Memories tab. */
export function MemoryTableRow({ memory }: { memory: MemoryEntity }) {
  const classes = useStyles();
  const { keyArn, ownerSource, ownerClaim, scope } = memory;
  const ownerRef = shownOwner(memory);
  return (
    <TableRow>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={classes.name}
      >
        <EntityRefLink entityRef={memory.entityRef} title={memory.title} />
      </TableCell>
      <TableCell>
        <VerdictChip verdict={memory.verdict} />
        {memory.staleSince && <StaleMark since={memory.staleSince} />}
      </TableCell>
      <TableCell className={classes.reason}>{reasonOf(memory)}</TableCell>
      <TableCell className={classes.owner}>
        {ownerRef ? (
          <EntityRefLink entityRef={ownerRef} defaultKind="group" hideIcon />
        ) : (
          <>
            None
            <Typography variant="caption" color="textSecondary" component="div">
              {describeOwnerSource(ownerSource, ownerClaim)}
            </Typography>
          </>
        )}
      </TableCell>
      <TableCell className={classes.encryption}>
        {ENCRYPTION_LABELS[memory.encryption]}
        {keyArn && (
          <Typography
            variant="caption"
            color="textSecondary"
            component="div"
            noWrap
            className={classes.key}
            title={keyArn}
          >
            {parseKeyArn(keyArn)?.resource ?? keyArn}
          </Typography>
        )}
      </TableCell>
      <TableCell className={classes.place}>{scope.accountId}</TableCell>
      <TableCell className={classes.place}>{scope.region}</TableCell>
    </TableRow>
  );
}
