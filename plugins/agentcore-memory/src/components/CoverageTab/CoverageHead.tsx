import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ScansResponse } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { describeNotInCatalog, pluralizeScopes } from '../../model/labels';
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

/** The number of scopes by outcome, and a button that scans them all. */
export function CoverageHead({
  scans: { counts, notInCatalog, lastAttemptAt = '' },
  requestScan,
}: {
  scans: ScansResponse;
  requestScan?: RequestScan;
}) {
  const classes = useStyles();
  const { complete, failed, unsupported, blocked } = counts;
  return (
    <div className={classes.root}>
      <Typography component="p">
        {`${pluralizeScopes(
          complete + failed + unsupported + blocked,
        )}: ${complete} complete, ${failed} failed, ${unsupported} not available`}
        {blocked > 0 && `, ${blocked} blocked`}
        {notInCatalog > 0 && `; ${describeNotInCatalog(notInCatalog)}`}
      </Typography>
      {requestScan && (
        <ScanNow
          label="Scan all now"
          requestScan={requestScan}
          lastReport={lastAttemptAt}
        />
      )}
    </div>
  );
}
