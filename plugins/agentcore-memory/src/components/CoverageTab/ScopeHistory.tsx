import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useScopeScans } from '../../hooks/useScans';
import { placeOf } from '../../model/coverage';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { ReportsTable } from './ReportsTable';

function describeRefreshes(refreshes: number): string {
  if (refreshes === 0) {
    return 'No look because of an event has changed anything since the first scan.';
  }
  const looks = refreshes === 1 ? '1 look' : `${refreshes} looks`;
  return `${looks} because of events changed something since the first scan; only their number is kept.`;
}

/** The last reports of one scope, and how often events changed something in between. */
export function ScopeHistory({
  scope,
  refreshes,
}: {
  scope: string;
  /** Looks because of events that changed something. */
  refreshes: number;
}) {
  const { value, error, retry } = useScopeScans(scope);
  if (!value) {
    return error ? (
      <LoadFailed
        title="The history could not be loaded"
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <Typography variant="body2">{describeRefreshes(refreshes)}</Typography>
      {value.reports.length === 0 ? (
        <Typography variant="body2">No report has been kept yet.</Typography>
      ) : (
        <ReportsTable
          label={`History of ${placeOf(scope)}`}
          reports={value.reports}
        />
      )}
    </>
  );
}
