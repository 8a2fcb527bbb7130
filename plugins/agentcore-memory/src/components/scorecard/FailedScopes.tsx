import Typography from '@material-ui/core/Typography';
import {
  ScanSummary,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { placeOf } from '../../model/coverage';
import { formatInstant } from '../../model/formatInstant';
import { pluralizeScopes } from '../../model/labels';
import { FoldedList } from '../layout/FoldedList';
import { Notice } from '../layout/Notice';
import { CoverageLink } from './CoverageLink';

const SHOWN_AT_ONCE = 3;

function whyOf({ outcome, reason }: ScopeHealth): string {
  if (outcome !== 'failed') return 'not listed for too long';
  return (reason ?? 'no reason was given').replace(/\.$/, '');
}

function describe(health: ScopeHealth): string {
  const consequence = health.lastCompleteAt
    ? `Its memories are those of the last complete listing (${formatInstant(
        health.lastCompleteAt,
      )}).`
    : 'Its memories have never been listed completely.';
  return `${placeOf(health.scope)}: ${whyOf(health)}. ${consequence}`;
}

/** Lists scopes that could not be read; nothing if there are none. */
export function FailedScopes({
  scans: { failed, firstFailed },
  title,
}: {
  scans: ScanSummary;
  title: string;
}) {
  if (failed === 0) return null;
  const hidden = failed - firstFailed.length;
  return (
    <Notice severity="warning" title={title}>
      <FoldedList
        items={firstFailed}
        limit={SHOWN_AT_ONCE}
        keyOf={({ scope }) => scope}
      >
        {health => <Typography variant="body2">{describe(health)}</Typography>}
      </FoldedList>
      {hidden > 0 && (
        <Typography variant="body2">
          {firstFailed.length > 0
            ? `… and ${pluralizeScopes(hidden)} more.`
            : 'Which ones, and why, is shown to those who may read scans.'}
        </Typography>
      )}
      <CoverageLink />
    </Notice>
  );
}
