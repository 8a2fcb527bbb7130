import { worstOutcome } from '../outcome';
import { Admission, admissionsOf } from './admissions';
import { Budget, MAX_STEPS } from './budget';
import { describeConditions } from './describeConditions';
import { describePrincipals } from './describePrincipals';
import { exposureReason } from './exposureReason';
import { asParsed } from './parseKeyPolicy';
import { Exposure, ExposureFacts, Opening, PLAINTEXT_ACTIONS } from './results';
import { nameOf } from './statementReason';
import { ParsedKeyPolicy, PolicyStatement } from './types';

/** Accounts or organisations that a reason names, in order. */
function idsOf(
  admissions: readonly Admission[],
  idOf: (admission: Admission) => string | undefined,
): string[] {
  return [...new Set(admissions.flatMap(item => idOf(item) ?? []))].sort();
}

function openingOf(
  statement: PolicyStatement,
  admissions: readonly Admission[],
): Opening | undefined {
  const bad = admissions.filter(({ outcome }) => outcome !== 'pass');
  const outcome = worstOutcome(bad.map(item => item.outcome));
  if (outcome === 'pass') return undefined;
  const worst = bad.filter(item => item.outcome === outcome);
  return {
    outcome,
    index: statement.index,
    statement: nameOf(statement),
    actions: PLAINTEXT_ACTIONS.filter(action =>
      worst.some(item => item.action === action),
    ),
    sure: worst.some(({ sure }) => sure),
    principals: describePrincipals(statement),
    narrowedBy: describeConditions(statement),
    accountIds: idsOf(bad, ({ suspect: { party } }) =>
      party?.foreign ? party.accountId : undefined,
    ),
    organizationIds: idsOf(bad, ({ suspect: { party } }) =>
      party?.untrusted ? party.organizationId : undefined,
    ),
  };
}

/**
 * Who may reach the plaintext that a key protects, beyond the accounts it belongs to.
 *
 * @remarks
 * Those whom the policy can tell apart are asked one by one, so that the outcome depends on who gets in and not
 * on how the policy says so.
 *
 * - `fail`: an action that leads to the plaintext is open to strangers: to any account that nothing names.
 * - `unknown`: whether it is depends on something that can't be decided, the policy is not understood, or it takes
 *   too many steps to judge. A failure that was found before they ran out stays.
 * - `warn`: a whole account is allowed that is neither the key's own, nor a memory's, nor trusted; or an
 *   organisation that is not trusted, where it is configured which are.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function exposure(
  policy: string | ParsedKeyPolicy,
  facts: ExposureFacts,
  budget = new Budget(MAX_STEPS),
): Exposure {
  const parsed = asParsed(policy);
  if (parsed.kind === 'not-understood') {
    return { outcome: 'unknown', reason: parsed.reason, open: [] };
  }
  const admissions = admissionsOf(parsed, facts, budget);
  const open = parsed.statements.flatMap(statement =>
    statement.effect === 'Allow'
      ? openingOf(statement, admissions.of(statement)) ?? []
      : [],
  );
  const outcome = worstOutcome(open.map(opening => opening.outcome));
  if (!admissions.complete && outcome !== 'fail') {
    const reason =
      'The key policy tells too many callers apart, or says too much of them, to be judged.';
    return { outcome: 'unknown', reason, open };
  }
  const trusts = (facts.trustedAccounts ?? []).length > 0;
  return { outcome, reason: exposureReason(outcome, open, trusts), open };
}
