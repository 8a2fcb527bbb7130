import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useScopeScans } from '../../hooks/useScans';
import { placeOf } from '../../model/coverage';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { ReportsTable } from './ReportsTable';

/** The last reports of one scope. */
export function ScopeHistory({ scope }: { scope: string }) {
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
