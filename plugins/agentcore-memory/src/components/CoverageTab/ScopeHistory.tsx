import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { useScopeScans } from '../../hooks/useScans';
import { useTranslate } from '../../hooks/useTranslate';
import { placeOf } from '../../model/coverage';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { Translate } from '../../translation';
import { ReportsTable } from './ReportsTable';

function describeRefreshes(t: Translate, refreshes: number): string {
  return refreshes === 0
    ? t('coverage.noRefresh')
    : t('coverage.refreshes', { count: refreshes });
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
  const t = useTranslate();
  const { value, error, retry } = useScopeScans(scope);
  if (!value) {
    return error ? (
      <LoadFailed
        title={t('common.loadFailed.history')}
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
      <Typography variant="body2">{describeRefreshes(t, refreshes)}</Typography>
      {value.reports.length === 0 ? (
        <Typography variant="body2">{t('coverage.noReport')}</Typography>
      ) : (
        <ReportsTable
          label={t('coverage.historyOf', { scope: placeOf(scope) })}
          reports={value.reports}
        />
      )}
    </>
  );
}
