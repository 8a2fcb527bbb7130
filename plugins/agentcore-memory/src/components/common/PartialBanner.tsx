import Typography from '@material-ui/core/Typography';
import {
  parseScope,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { formatInstant } from '../../model/formatInstant';
import { FoldedList } from './FoldedList';
import { Notice } from './Notice';

const SHOWN_AT_ONCE = 3;

function placeOf(scope: string): string {
  const parts = parseScope(scope);
  return parts ? `${parts.accountId}/${parts.region}` : scope;
}

function describe({ scope, reason, lastCompleteAt }: ScopeHealth): string {
  const why = (reason ?? 'no reason was given').replace(/\.$/, '');
  const consequence = lastCompleteAt
    ? `Its memories are those of the last complete listing (${formatInstant(
        lastCompleteAt,
      )}).`
    : 'Its memories have never been listed completely.';
  return `${placeOf(scope)}: ${why}. ${consequence}`;
}

/** Says which scopes could not be read, and what that means for the numbers below. */
export function PartialBanner({ scopes }: { scopes: readonly ScopeHealth[] }) {
  if (scopes.length === 0) {
    return (
      <Notice severity="info" title="No scan has reported yet.">
        <Typography variant="body2">
          Below is what the catalog holds; whether it is everything is not
          known.
        </Typography>
      </Notice>
    );
  }
  const failed = scopes.filter(
    ({ outcome, lastCompleteAt }) => outcome === 'failed' || !lastCompleteAt,
  );
  return (
    <FailedScopes
      failed={failed}
      title={`${failed.length} of ${scopes.length} ${
        scopes.length === 1 ? 'scope' : 'scopes'
      } could not be read`}
    />
  );
}

/** Lists scopes that could not be read; nothing if there are none. */
export function FailedScopes({
  failed,
  title,
}: {
  failed: readonly ScopeHealth[];
  title: string;
}) {
  if (failed.length === 0) return null;
  return (
    <Notice severity="warning" title={title}>
      <FoldedList
        items={failed}
        limit={SHOWN_AT_ONCE}
        keyOf={({ scope }) => scope}
      >
        {health => <Typography variant="body2">{describe(health)}</Typography>}
      </FoldedList>
    </Notice>
  );
}
