import { EntitiesFreshness } from '../../hooks/useFreshness';
import { RefreshFailed } from '../layout/LoadFailed';

/** Says that it could not be asked which entities are stale; nothing where it could. */
export function FreshnessFailed({
  freshness: { error, retry },
}: {
  freshness: EntitiesFreshness;
}) {
  return (
    <RefreshFailed
      title="Could not ask whether this is fresh; what is shown may be too old to count"
      error={error}
      retry={retry}
    />
  );
}
