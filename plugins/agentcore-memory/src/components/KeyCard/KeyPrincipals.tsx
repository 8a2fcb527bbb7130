import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { KeyPrincipal } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { byUse, shortName } from '../../model/keyActivity';
import { Instant } from '../layout/Instant';
import { ScrollingTable } from '../layout/ScrollingTable';
import { WarningChip } from '../scorecard/StatusChip';
import { AwsName } from './AwsName';

/** Each session of a role is one, so that there can be hundreds. */
const SHOWN_AT_ONCE = 20;

const useStyles = makeStyles({
  who: {
    minWidth: 220,
    // The table scrolls, so that the parts of names need not be broken.
    '& span > span': { whiteSpace: 'nowrap' },
  },
  operations: { minWidth: 120 },
  short: { whiteSpace: 'nowrap' },
});

function PrincipalRow({ principal }: { principal: KeyPrincipal }) {
  const t = useTranslate();
  const classes = useStyles();
  const { name, type, accountId, via, operations, count, failed, lastAt } =
    principal;
  const short = shortName(name);
  return (
    <TableRow>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={classes.who}
      >
        <strong>
          <AwsName name={short} />
        </strong>
        <Typography variant="caption" color="textSecondary" component="div">
          {short !== name && (
            <div>
              <AwsName name={name} />
            </div>
          )}
          {[type, ...(accountId ? [accountId] : [])].join(' · ')}
        </Typography>
        {via && t('keyActivity.through', { service: <AwsName name={via} /> })}
      </TableCell>
      <TableCell className={classes.operations}>
        {operations.join(', ')}
      </TableCell>
      <TableCell className={classes.short}>
        {count}
        {failed > 0 && (
          <div>
            <WarningChip label={t('keyActivity.failed', { count: failed })} />
          </div>
        )}
      </TableCell>
      <TableCell className={classes.short}>
        <Instant iso={lastAt} />
      </TableCell>
    </TableRow>
  );
}

/** Who made calls about a key, as AWS names them; those who use it first. */
export function KeyPrincipals({
  principals,
}: {
  principals: readonly KeyPrincipal[];
}) {
  const t = useTranslate();
  const [expanded, setExpanded] = useState(false);
  const sorted = byUse(principals);
  return (
    <ScrollingTable
      label={t('keyActivity.principals')}
      columns={[
        t('keyActivity.who'),
        t('keyActivity.operations'),
        t('common.word.calls'),
        t('keyActivity.lastCall'),
      ]}
      footer={
        sorted.length > SHOWN_AT_ONCE && (
          <Button
            size="small"
            aria-expanded={expanded}
            onClick={() => setExpanded(!expanded)}
          >
            {expanded
              ? t('layout.showFewer')
              : t('layout.showAll', { number: String(sorted.length) })}
          </Button>
        )
      }
    >
      {(expanded ? sorted : sorted.slice(0, SHOWN_AT_ONCE)).map(principal => (
        <PrincipalRow
          key={[principal.name, principal.type, principal.via].join(' ')}
          principal={principal}
        />
      ))}
    </ScrollingTable>
  );
}
