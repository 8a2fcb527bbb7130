import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useScanRequest } from '../../hooks/useScanRequest';
import { useCoverageFilters, useScans } from '../../hooks/useScans';
import { useTranslate } from '../../hooks/useTranslate';
import { describeNotInCatalog } from '../../model/labels';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { Notice } from '../layout/Notice';
import { BlockedAccounts } from './BlockedAccounts';
import { CoverageFiltersBar } from './CoverageFiltersBar';
import { CoverageHead } from './CoverageHead';
import { NoScans } from './NoScans';
import { ScopesTable } from './ScopesTable';

/** The health of each scope, failed ones first. */
export function Scopes() {
  const t = useTranslate();
  const { filters, change, clear } = useCoverageFilters();
  const { value, previous, error, retry, expectChange } = useScans(filters);
  const requestScan = useScanRequest(expectChange);
  const answer = value ?? previous;
  if (!value && error) {
    return (
      <LoadFailed
        title={t('coverage.loadFailed')}
        error={error}
        retry={retry}
      />
    );
  }
  if (!answer) return <Progress />;
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      <CoverageHead scans={answer} requestScan={requestScan} />
      {answer.lastAttemptAt === undefined ? (
        <NoScans />
      ) : (
        <>
          {answer.notInCatalog > 0 && (
            <Notice
              severity="warning"
              title={describeNotInCatalog(t, answer.notInCatalog)}
            >
              <Typography variant="body2">
                {t('coverage.notInCatalog')}
              </Typography>
            </Notice>
          )}
          <CoverageFiltersBar filters={filters} change={change} clear={clear} />
          {(answer.totalItems > 0 || answer.blockedAccounts === 0) && (
            <ScopesTable
              scans={answer}
              filters={filters}
              outdated={!value}
              change={change}
              clear={clear}
              requestScan={requestScan}
            />
          )}
          <BlockedAccounts
            scans={answer}
            onShow={q => change({ outcome: 'blocked', q })}
          />
        </>
      )}
    </>
  );
}
