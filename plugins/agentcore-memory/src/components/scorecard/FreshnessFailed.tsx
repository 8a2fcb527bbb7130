import { EntitiesFreshness } from '../../hooks/useFreshness';
import { useTranslate } from '../../hooks/useTranslate';
import { RefreshFailed } from '../layout/LoadFailed';

/** Says that it could not be asked which entities are stale; nothing where it could. */
export function FreshnessFailed({
  freshness: { error, retry },
}: {
  freshness: EntitiesFreshness;
}) {
  const t = useTranslate();
  return (
    <RefreshFailed
      title={t('scorecard.freshness.failed')}
      error={error}
      retry={retry}
    />
  );
}
