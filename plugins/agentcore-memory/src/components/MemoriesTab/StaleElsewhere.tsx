import { useScorecards } from '../../hooks/useScorecards';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from '../layout/Notice';

/**
 * Beside the memories whose verdict is unknown: stale ones count as unknown too, and the catalog, which does not know
 * what is stale, finds them under their last verdict. Nothing where none is stale.
 */
export function StaleElsewhere() {
  const t = useTranslate();
  const { value, error } = useScorecards(60_000);
  if (error && !value) {
    return (
      <Notice severity="warning" title={t('memories.stale.notKnown')}>
        {error.message}
      </Notice>
    );
  }
  if (!value || value.totals.stale === 0) return null;
  return (
    <Notice
      severity="info"
      title={t('memories.stale.counted', { count: value.totals.stale })}
    />
  );
}
