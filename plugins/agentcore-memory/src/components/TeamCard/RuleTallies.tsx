import Typography from '@material-ui/core/Typography';
import { Outcome, RuleTally } from 'backstage-plugin-agentcore-memory-common';
import { useMemoriesLink } from '../../hooks/usePageLinks';
import { OUTCOME_LABELS, ruleTitle } from '../../model/labels';
import { OptionalLink } from '../layout/OptionalLink';

const TOLD: Outcome[] = ['fail', 'unknown', 'warn'];

/** The rules that any memory does not pass, and how many memories don't. */
export function RuleTallies({
  rules,
  ownerRef,
}: {
  rules: readonly RuleTally[];
  ownerRef?: string;
}) {
  const linkTo = useMemoriesLink();
  const failing = rules.filter(({ outcomes }) =>
    TOLD.some(outcome => outcomes[outcome] > 0),
  );
  return (
    <section aria-label="Rules">
      <Typography variant="overline" component="h3">
        Rules
      </Typography>
      {failing.length === 0 && (
        <Typography variant="body2">No rule fails or warns.</Typography>
      )}
      {failing.map(({ rule, outcomes }) => (
        <Typography key={rule} variant="body2">
          <OptionalLink to={linkTo({ owner: ownerRef, rule })}>
            {ruleTitle(rule)}
          </OptionalLink>
          {': '}
          {TOLD.filter(outcome => outcomes[outcome] > 0)
            .map(
              outcome =>
                `${outcomes[outcome]} ${OUTCOME_LABELS[
                  outcome
                ].toLocaleLowerCase('en-US')}`,
            )
            .join(' · ')}
        </Typography>
      ))}
    </section>
  );
}
