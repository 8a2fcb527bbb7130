import { Progress } from '@backstage/core-components';
import { useScorecards } from '../../hooks/useScorecards';
import { useTranslate } from '../../hooks/useTranslate';
import { LoadFailed, RefreshFailed } from '../layout/LoadFailed';
import { NoMemories } from '../scorecard/NoMemories';
import { PartialBanner } from '../scorecard/PartialBanner';
import { Teams } from './Teams';
import { Totals } from './Totals';

/** The Teams tab: totals, then every team's scorecard, worst first. */
export function TeamsTab() {
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
      {value.totals.total === 0 ? (
        <NoMemories notInCatalog={value.scans.notInCatalog} />
      ) : (
        <>
          <Totals
            totals={value.totals}
            notInCatalog={value.scans.notInCatalog}
            refreshedAt={value.refreshedAt}
          />
          <Teams items={value.items} />
        </>
      )}
    </>
  );
}
