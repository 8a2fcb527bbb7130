import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ScansResponse } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { useTranslate } from '../../hooks/useTranslate';
import { describeNotInCatalog } from '../../model/labels';
import { Translate } from '../../translation';
import { ScanNow } from './ScanNow';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  },
}));

function describeScopes(
  t: Translate,
  { counts, notInCatalog }: ScansResponse,
): string {
  const { complete, failed, unsupported, blocked } = counts;
  const common = t('coverage.counts', {
    count: complete + failed + unsupported + blocked,
    complete: String(complete),
    failed: String(failed),
    unsupported: String(unsupported),
  });
  const all =
    blocked > 0
      ? t('coverage.countsBlocked', {
          counts: common,
          blocked: String(blocked),
        })
      : common;
  return notInCatalog > 0
    ? t('coverage.countsNotInCatalog', {
        counts: all,
        notInCatalog: describeNotInCatalog(t, notInCatalog),
      })
    : all;
}

/** The number of scopes by outcome, and a button that scans them all. */
export function CoverageHead({
  scans,
  requestScan,
}: {
  scans: ScansResponse;
  requestScan?: RequestScan;
}) {
  const t = useTranslate();
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography component="p">{describeScopes(t, scans)}</Typography>
      {requestScan && (
        <ScanNow
          label={t('scan.all')}
          requestScan={requestScan}
          lastReport={scans.lastAttemptAt ?? ''}
        />
      )}
    </div>
  );
}
