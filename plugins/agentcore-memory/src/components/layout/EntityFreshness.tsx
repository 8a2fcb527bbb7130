import { CurrentEntity } from '../../hooks/useCurrentEntity';
import { RefreshFailed } from './LoadFailed';
import { Notice } from './Notice';

/** Says that an entity could not be refreshed, or that the catalog no longer has it; else nothing. */
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
          title="The catalog does not have this entity any more; below is its last known content"
        />
      )}
    </>
  );
}
