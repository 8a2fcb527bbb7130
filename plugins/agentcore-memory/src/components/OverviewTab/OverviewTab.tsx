import { Progress } from '@backstage/core-components';
import { useScorecards } from '../../hooks/useScorecards';
import { useTranslate } from '../../hooks/useTranslate';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { NoMemories } from '../scorecard/NoMemories';
import { PartialBanner } from '../scorecard/PartialBanner';
import { Overview } from './Overview';

/** The first tab: is it good, is it getting better, what is worst, what to do now. */
export function OverviewTab() {
  const t = useTranslate();
  const { value, error, retry } = useScorecards();
  if (!value) {
    return error ? (
      <LoadFailed
        title={t('common.loadFailed.scorecards')}
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
      <PartialBanner scans={value.scans} />
      {value.totals.total === 0 && value.scans.notInCatalog === 0 ? (
        <NoMemories />
      ) : (
        <Overview scorecards={value} />
      )}
    </>
  );
}
