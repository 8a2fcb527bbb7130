import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { RequestScan } from '../../hooks/useScanRequest';
import { countOutcomes } from '../../model/coverage';
import { countScopes } from '../../model/labels';
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

/** How many scopes came out how, and a way to scan them all. */
export function CoverageHead({
  scopes,
  requestScan,
}: {
  scopes: readonly ScopeHealth[];
  requestScan?: RequestScan;
}) {
  const classes = useStyles();
  const counts = useMemo(() => countOutcomes(scopes), [scopes]);
  const lastReport = scopes.reduce(
    (last, { lastAttemptAt }) => (lastAttemptAt > last ? lastAttemptAt : last),
    '',
  );
  return (
    <div className={classes.root}>
      <Typography component="p">
        {`${countScopes(scopes.length)}: ${counts.complete} complete, ${
          counts.failed
        } failed, ${counts.unsupported} not available`}
      </Typography>
      {requestScan && (
        <ScanNow
          label="Scan all now"
          requestScan={requestScan}
          lastReport={lastReport}
        />
      )}
    </div>
  );
}
