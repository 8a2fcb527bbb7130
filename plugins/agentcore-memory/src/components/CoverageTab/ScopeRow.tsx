import { useId, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  parseScope,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { useTranslate } from '../../hooks/useTranslate';
import { describeCalls, placeOf, sumCalls } from '../../model/coverage';
import { describeNotInCatalog } from '../../model/labels';
import { ScanChip, WarningChip } from '../scorecard/StatusChip';
import { Freshness } from './Freshness';
import { ScanNow } from './ScanNow';
import { ScopeHistory } from './ScopeHistory';

const useStyles = makeStyles(theme => ({
  place: { whiteSpace: 'nowrap', wordBreak: 'normal' },
  reason: {
    minWidth: 200,
    maxWidth: 400,
    marginTop: theme.spacing(0.5),
    overflowWrap: 'anywhere',
  },
  chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  actions: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  history: { flexShrink: 0, whiteSpace: 'nowrap' },
}));

/** One scope in the Coverage tab. Its history unfolds beneath it. */
export function ScopeRow({
  health,
  columns,
  requestScan,
}: {
  health: ScopeHealth;
  columns: number;
  requestScan?: RequestScan;
}) {
  const t = useTranslate();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { scope, calls, notInCatalog } = health;
  const parts = parseScope(scope);
  const place = placeOf(scope);
  return (
    <>
      <TableRow>
        <TableCell
          component="th"
          scope="row"
          role="rowheader"
          className={classes.place}
        >
          {parts ? `${parts.accountId} · ${parts.region}` : scope}
          <Typography variant="caption" color="textSecondary" component="div">
            {parts?.providerId}
          </Typography>
        </TableCell>
        <TableCell>
          <div className={classes.chips}>
            <ScanChip outcome={health.outcome} />
            {notInCatalog > 0 && (
              <WarningChip label={describeNotInCatalog(t, notInCatalog)} />
            )}
          </div>
          {health.reason && (
            <Typography
              variant="caption"
              component="div"
              className={classes.reason}
            >
              {health.reason}
            </Typography>
          )}
        </TableCell>
        <TableCell className={classes.place}>
          <Freshness health={health} />
        </TableCell>
        <TableCell>{health.memories}</TableCell>
        <TableCell title={describeCalls(calls) || undefined}>
          {sumCalls(calls)}
        </TableCell>
        <TableCell>{health.throttles}</TableCell>
        <TableCell>
          <div className={classes.actions}>
            <Button
              size="small"
              className={classes.history}
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={t('common.labelled', {
                label: t('coverage.history'),
                about: place,
              })}
              onClick={() => setOpen(!open)}
            >
              {t('coverage.history')}
            </Button>
            {requestScan && (
              <ScanNow
                label={t('scan.now')}
                about={place}
                scope={scope}
                requestScan={requestScan}
                lastReport={health.lastAttemptAt}
              />
            )}
          </div>
        </TableCell>
      </TableRow>
      {open && (
        <TableRow id={id}>
          <TableCell colSpan={columns}>
            <ScopeHistory scope={scope} refreshes={health.refreshes} />
          </TableCell>
        </TableRow>
      )}
    </>
  );
}
