import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  OwnerBucket,
  ScorecardItem,
} from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { pluralizeMemories } from '../../model/labels';
import { CLAIM_PREFIX } from '../../model/memoryQuery';
import { Coverage } from '../scorecard/Coverage';
import { FoldedList } from '../layout/FoldedList';
import { OptionalLink } from '../layout/OptionalLink';
import { Score } from '../scorecard/Score';
import { VerdictBar } from '../scorecard/VerdictBar';

const EXPLANATIONS: Record<OwnerBucket, string | undefined> = {
  owner: undefined,
  others: 'Teams that you may not read in the catalog.',
  'owner-not-found':
    'Their owner is not in the catalog, or their owner tag is not a valid owner:',
  unowned:
    'No owner tag, and no owner is configured for their account or provider.',
};

/** One row of the Teams tab. */
export function TeamRow({ item }: { item: ScorecardItem }) {
  const memoriesLink = useMemoriesLink();
  const { bucket, ownerRef, title, claims = [] } = item;
  return (
    <TableRow>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        style={{ minWidth: 140, maxWidth: 260 }}
      >
        {ownerRef ? (
          <EntityRefLink entityRef={ownerRef} title={title} />
        ) : (
          <Typography variant="body2">{title}</Typography>
        )}
        {EXPLANATIONS[bucket] && (
          <Typography variant="caption" color="textSecondary" component="div">
            {EXPLANATIONS[bucket]}
          </Typography>
        )}
        {claims.length > 0 && (
          <FoldedList items={claims} limit={3} keyOf={claim => claim}>
            {claim => (
              <OptionalLink
                to={memoriesLink({ owner: `${CLAIM_PREFIX}${claim}` })}
              >
                {claim}
              </OptionalLink>
            )}
          </FoldedList>
        )}
      </TableCell>
      <TableCell>
        <Score scorecard={item} />
      </TableCell>
      <TableCell style={{ minWidth: 120 }}>
        <Coverage scorecard={item} />
      </TableCell>
      <TableCell>
        <VerdictBar scorecard={item} />
      </TableCell>
      <TableCell style={{ whiteSpace: 'nowrap' }}>
        <OptionalLink
          // The catalog shows nobody the memories of others.
          to={
            bucket === 'others'
              ? undefined
              : memoriesLink({ owner: ownerRef ?? bucket })
          }
        >
          {pluralizeMemories(item.total)}
        </OptionalLink>
      </TableCell>
    </TableRow>
  );
}
