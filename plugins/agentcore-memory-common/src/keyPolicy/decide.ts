import { KeyRequest } from './keyRequest';
import { nameOf, reasonFor } from './statementReason';
import { Tri } from './tri';
import { DecidingStatement, Decision } from './results';
import { KeyPolicy, PolicyStatement } from './types';

/** Whether a statement applies to the request that is decided. */
export type Applies = (statement: PolicyStatement) => Tri;

/**
 * What a key policy says to a request, without reasons. A Deny that applies for sure decides; one that only
 * may apply leaves open what would be allowed; an Allow that only may apply allows nothing for sure.
 *
 * @remarks
 * "Allowed" is the key policy's part of the answer. Where it allows an account, that account's IAM
 * policies have to allow the caller as well.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(policy: KeyPolicy, statementApplies: Applies): Decision {
  let allow: Tri = false;
  let deny: Tri = false;
  for (const statement of policy.statements) {
    const applies = statementApplies(statement);
    if (applies === false) continue;
    if (statement.effect === 'Deny') {
      if (applies === true) return 'denied';
      deny = applies;
    } else if (allow !== true) {
      allow = applies;
    }
  }
  if (allow === false) return 'not-allowed';
  return allow === true && deny === false ? 'allowed' : 'undecidable';
}

/** The statements that lead to a decision, with reasons. */
export function decidingStatements(
  policy: KeyPolicy,
  request: KeyRequest,
  decision: Decision,
  statementApplies: Applies,
): DecidingStatement[] {
  if (decision === 'not-allowed') return [];
  return policy.statements.flatMap(statement => {
    const applies = statementApplies(statement);
    const decides: Record<Exclude<Decision, 'not-allowed'>, boolean> = {
      denied: statement.effect === 'Deny' && applies === true,
      allowed: statement.effect === 'Allow' && applies === true,
      undecidable: applies === 'undecidable',
    };
    if (!decides[decision]) return [];
    return {
      index: statement.index,
      name: nameOf(statement),
      effect: statement.effect,
      sure: applies === true,
      reason: reasonFor(statement, request, applies),
    };
  });
}
