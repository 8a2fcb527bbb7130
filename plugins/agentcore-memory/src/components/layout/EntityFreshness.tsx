import { CurrentEntity } from '../../hooks/useCurrentEntity';
import { useTranslate } from '../../hooks/useTranslate';
import { RefreshFailed } from './LoadFailed';
import { Notice } from './Notice';

/** Says that an entity could not be refreshed, or that the catalog no longer has it; else nothing. */
export function EntityFreshness({
  current: { error, isGone, retry },
}: {
  current: CurrentEntity;
}) {
  const t = useTranslate();
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      {isGone && <Notice severity="warning" title={t('layout.entityGone')} />}
    </>
  );
}
