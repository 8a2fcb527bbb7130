import Typography from '@material-ui/core/Typography';
import { Outcome, RuleTally } from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { OUTCOME_LABELS, ruleTitle } from '../../model/labels';
import { MemoryFilters } from '../../model/memoryFilters';
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

/** The rules that any memory does not pass, those that fail most often first. */
export function RuleTallies({
  rules,
  of = {},
}: {
  rules: readonly RuleTally[];
  /** Which memories the rules were counted of; left out: all. */
  of?: Partial<MemoryFilters>;
}) {
  const linkTo = useMemoriesLink();
  const failing = rules
    .filter(({ outcomes }) => TOLD.some(outcome => outcomes[outcome] > 0))
    .sort(byFailures);
  if (failing.length === 0) {
    return (
      <Typography variant="body2">
        No rule fails or warns, and none is unknown.
      </Typography>
    );
  }
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {failing.map(tally => (
        <Typography key={tally.rule} variant="body2" component="li">
          <OptionalLink to={linkTo({ ...of, rule: tally.rule })}>
            {ruleTitle(tally.rule)}
          </OptionalLink>
          {`: ${inWords(tally)}`}
        </Typography>
      ))}
    </ul>
  );
}
