import Typography from '@material-ui/core/Typography';
import {
  ScanSummary,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { placeOf } from '../../model/coverage';
import { formatInstant } from '../../model/formatInstant';
import { FoldedList } from '../layout/FoldedList';
import { Notice } from '../layout/Notice';
import { Translate } from '../../translation';
import { CoverageLink } from './CoverageLink';

const SHOWN_AT_ONCE = 3;

function whyOf(t: Translate, { outcome, reason }: ScopeHealth): string {
  if (outcome !== 'failed') return t('scorecard.failedScope.tooLong');
  return (reason ?? t('scorecard.failedScope.noReason')).replace(/\.$/, '');
}

function describe(t: Translate, health: ScopeHealth): string {
  const known = { scope: placeOf(health.scope), why: whyOf(t, health) };
  return health.lastCompleteAt
    ? t('scorecard.failedScope.listed', {
        ...known,
        instant: formatInstant(health.lastCompleteAt),
      })
    : t('scorecard.failedScope.neverListed', known);
}

/** Lists scopes that could not be read; nothing if there are none. */
export function FailedScopes({
  scans: { failed, firstFailed },
  title,
}: {
  scans: ScanSummary;
  title: string;
}) {
  const t = useTranslate();
  if (failed === 0) return null;
  const hidden = failed - firstFailed.length;
  return (
    <Notice severity="warning" title={title}>
      <FoldedList
        items={firstFailed}
        limit={SHOWN_AT_ONCE}
        keyOf={({ scope }) => scope}
      >
        {health => (
          <Typography variant="body2">{describe(t, health)}</Typography>
        )}
      </FoldedList>
      {hidden > 0 && (
        <Typography variant="body2">
          {firstFailed.length > 0
            ? t('scorecard.failedScope.more', { count: hidden })
            : t('scorecard.failedScope.hidden')}
        </Typography>
      )}
      <CoverageLink />
    </Notice>
  );
}
