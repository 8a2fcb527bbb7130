import Typography from '@material-ui/core/Typography';
import {
  Outcome,
  RuleTally,
  ScanSummary,
  Scorecard,
} from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { ruleTitle } from '../../model/labels';
import { MemoryFilters } from '../../model/memoryFilters';
import { describeUnseen } from '../../model/unseen';
import { OptionalLink } from '../layout/OptionalLink';
import { Translate } from '../../translation';

/** What is told of a rule, in the order in which rules are compared. */
const TOLD = ['fail', 'warn', 'unknown'] as const satisfies Outcome[];

function byFailures(a: RuleTally, b: RuleTally): number {
  const differences = TOLD.map(
    outcome => b.outcomes[outcome] - a.outcomes[outcome],
  );
  return differences.find(difference => difference !== 0) ?? 0;
}

function inWords(t: Translate, { outcomes }: RuleTally): string {
  return TOLD.filter(outcome => outcomes[outcome] > 0)
    .map(outcome =>
      t(`scorecard.tally.${outcome}`, { count: outcomes[outcome] }),
    )
    .join(' · ');
}

/** Memories that no rule has judged: none of their findings is understood, or they have none. */
function unjudgedOf(rules: readonly RuleTally[], total: number): number {
  const judged = rules.map(({ outcomes }) =>
    Object.values(outcomes).reduce((a, b) => a + b, 0),
  );
  return total - Math.max(0, ...judged);
}

function describeUnjudged(t: Translate, count: number): string | undefined {
  return count > 0 ? t('scorecard.tally.unjudged', { count }) : undefined;
}

/** The rules that any memory does not pass, those that fail most often first, and how many were not judged. */
export function RuleTallies({
  rules,
  of: { total },
  scans,
  filters = {},
}: {
  rules: readonly RuleTally[];
  /** The memories of which the rules were counted. */
  of: Pick<Scorecard, 'total'>;
  scans: ScanSummary;
  /** What finds those memories; left out: they are all. */
  filters?: Partial<MemoryFilters>;
}) {
  const t = useTranslate();
  const linkTo = useMemoriesLink();
  const failing = rules
    .filter(({ outcomes }) => TOLD.some(outcome => outcomes[outcome] > 0))
    .sort(byFailures);
  const count = unjudgedOf(rules, total);
  const unjudged = describeUnjudged(t, count);
  if (count === total) {
    return (
      <Typography variant="body2">{t('common.noMemoryJudged')}</Typography>
    );
  }
  if (failing.length === 0) {
    return (
      <Typography variant="body2">
        {[t('scorecard.tally.noneFails'), unjudged, describeUnseen(t, scans)]
          .filter(Boolean)
          .join(' ')}
      </Typography>
    );
  }
  return (
    <>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {failing.map(tally => (
          <Typography key={tally.rule} variant="body2" component="li">
            {t('common.labelled', {
              label: (
                <OptionalLink to={linkTo({ ...filters, rule: tally.rule })}>
                  {ruleTitle(t, tally.rule)}
                </OptionalLink>
              ),
              about: inWords(t, tally),
            })}
          </Typography>
        ))}
      </ul>
      {unjudged && <Typography variant="body2">{unjudged}</Typography>}
    </>
  );
}
