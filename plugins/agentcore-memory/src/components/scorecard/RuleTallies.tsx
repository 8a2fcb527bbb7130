import Typography from '@material-ui/core/Typography';
import {
  Outcome,
  RuleTally,
  ScanSummary,
  Scorecard,
} from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import {
  OUTCOME_LABELS,
  pluralizeMemories,
  ruleTitle,
} from '../../model/labels';
import { MemoryFilters } from '../../model/memoryFilters';
import { describeUnseen } from '../../model/unseen';
import { OptionalLink } from '../layout/OptionalLink';

/** What is told of a rule, in the order in which rules are compared. */
const TOLD: Outcome[] = ['fail', 'warn', 'unknown'];

function byFailures(a: RuleTally, b: RuleTally): number {
  const differences = TOLD.map(
    outcome => b.outcomes[outcome] - a.outcomes[outcome],
  );
  return differences.find(difference => difference !== 0) ?? 0;
}

function inWords({ outcomes }: RuleTally): string {
  return TOLD.filter(outcome => outcomes[outcome] > 0)
    .map(outcome => {
      const label = OUTCOME_LABELS[outcome].toLocaleLowerCase('en-US');
      const several = outcome === 'warn' && outcomes[outcome] > 1 ? 's' : '';
      return `${outcomes[outcome]} ${label}${several}`;
    })
    .join(' · ');
}

/** Memories that no rule has judged: none of their findings is understood, or they have none. */
function unjudgedOf(rules: readonly RuleTally[], total: number): number {
  const judged = rules.map(({ outcomes }) =>
    Object.values(outcomes).reduce((a, b) => a + b, 0),
  );
  return total - Math.max(0, ...judged);
}

function describeUnjudged(count: number): string | undefined {
  if (count <= 0) return undefined;
  return count === 1
    ? '1 memory was judged by no rule.'
    : `${pluralizeMemories(count)} were judged by no rule.`;
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
  const linkTo = useMemoriesLink();
  const failing = rules
    .filter(({ outcomes }) => TOLD.some(outcome => outcomes[outcome] > 0))
    .sort(byFailures);
  const count = unjudgedOf(rules, total);
  const unjudged = describeUnjudged(count);
  if (count === total) {
    return <Typography variant="body2">No memory was judged.</Typography>;
  }
  if (failing.length === 0) {
    return (
      <Typography variant="body2">
        {[
          'No rule fails or warns, and none is unknown.',
          unjudged,
          describeUnseen(scans),
        ]
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
            <OptionalLink to={linkTo({ ...filters, rule: tally.rule })}>
              {ruleTitle(tally.rule)}
            </OptionalLink>
            {`: ${inWords(tally)}`}
          </Typography>
        ))}
      </ul>
      {unjudged && <Typography variant="body2">{unjudged}</Typography>}
    </>
  );
}
