import { useMemoriesLink } from '../../hooks/usePageLinks';
import { CLAIM_PREFIX } from '../../model/memoryQuery';
import { FoldedList } from '../layout/FoldedList';
import { OptionalLink } from '../layout/OptionalLink';

/** The refs and tag values that name no owner, each with the memories that have it; nothing if there are none. */
export function OwnerClaims({ claims }: { claims: readonly string[] }) {
  const memoriesLink = useMemoriesLink();
  if (claims.length === 0) return null;
  return (
    <FoldedList items={claims} limit={3} keyOf={claim => claim}>
      {claim => (
        <OptionalLink to={memoriesLink({ owner: `${CLAIM_PREFIX}${claim}` })}>
          {claim}
        </OptionalLink>
      )}
    </FoldedList>
  );
}
