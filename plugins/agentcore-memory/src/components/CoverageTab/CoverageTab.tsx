import { Progress } from '@backstage/core-components';
import { useScanRequest } from '../../hooks/useScanRequest';
import { useScans } from '../../hooks/useScans';
import { LoadFailed, RefreshFailed } from '../common/LoadFailed';
import { CoverageHead } from './CoverageHead';
import { NoScans } from './NoScans';
import { Scopes } from './Scopes';

/** The Coverage tab: how reading each scope goes, those that failed first. */
export function CoverageTab() {
  const { value, error, retry, expectChange } = useScans();
  const requestScan = useScanRequest(expectChange);
  if (!value) {
    return error ? (
      <LoadFailed
        title="The coverage could not be loaded"
        error={error}
        retry={retry}
      />
    ) : (
      <Progress />
    );
  }
  const { scopes } = value;
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <CoverageHead scopes={scopes} requestScan={requestScan} />
      {scopes.length === 0 ? (
        <NoScans />
      ) : (
        <Scopes scopes={scopes} requestScan={requestScan} />
      )}
    </>
  );
}
