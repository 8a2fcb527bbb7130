import { CurrentEntity } from '../../hooks/useCurrentEntity';
import { RefreshFailed } from './LoadFailed';
import { Notice } from './Notice';

/** Says that an entity may be older than it looks, or gone. Nothing if all is well. */
export function EntityFreshness({
  current: { error, isGone, retry },
}: {
  current: CurrentEntity;
}) {
  return (
    <>
      <RefreshFailed error={error} retry={retry} />
      {isGone && (
        <Notice
          severity="warning"
          title="The catalog does not have it any more; this is the last that was known"
        />
      )}
    </>
  );
}
