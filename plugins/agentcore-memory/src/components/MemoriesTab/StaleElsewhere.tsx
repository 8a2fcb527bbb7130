import { useScorecards } from '../../hooks/useScorecards';
import { Notice } from '../layout/Notice';

function describeStale(count: number): string {
  return count === 1
    ? '1 memory of all teams is stale: it counts as unknown, and is listed under its last verdict.'
    : `${count} memories of all teams are stale: they count as unknown, and are listed under their last verdict.`;
}

/**
 * Beside the memories whose verdict is unknown: stale ones count as unknown too, and the catalog, which does not know
 * what is stale, finds them under their last verdict. Nothing where none is stale.
 */
export function StaleElsewhere() {
  const { value, error } = useScorecards(60_000);
  if (error && !value) {
    return (
      <Notice
        severity="warning"
        title="How many memories are stale is not known: such ones count as unknown, and are listed under their last verdict."
      >
        {error.message}
      </Notice>
    );
  }
  if (!value || value.totals.stale === 0) return null;
  return <Notice severity="info" title={describeStale(value.totals.stale)} />;
}
