import { evaluateCondition } from './evaluateCondition';
import { matchPrincipal, Requester } from './matchPrincipal';
import { RequestContext } from './requestContext';
import { allOf, Tri } from './tri';
import { KeyPolicy, ParsedKeyPolicy, PolicyStatement } from './types';
import { matchesWildcards } from './wildcard';
import { nameOf, reasonFor } from './statementReason';

/** One request to KMS, as far as it is known. @public */
export interface KeyRequest {
  principal: Requester;
  /** Such as `kms:Decrypt`. */
  action: string;
  keyArn: string;
  context: RequestContext;
}

/** What a key policy says to a request. @public */
export type Decision = 'allowed' | 'denied' | 'not-allowed' | 'undecidable';

/** A statement that decided, and how. @public */
export interface DecidingStatement {
  /** From 0. */
  index: number;
  /** Its Sid, bounded; else its number, from 1. */
  name: string;
  effect: 'Allow' | 'Deny';
  /** Whether it applies for sure. */
  sure: boolean;
  /** In plain words. */
  reason: string;
}

/** A decision with the statements behind it. @public */
export interface KeyPolicyAnswer {
  decision: Decision;
  statements: DecidingStatement[];
}

/** Whether a statement is about this action; a pure question of patterns. */
export function coversAction(
  { action }: PolicyStatement,
  asked: string,
): boolean {
  const name = asked.toLowerCase();
  return (
    action.patterns.some(pattern =>
      matchesWildcards(pattern.toLowerCase(), name),
    ) !== action.negated
  );
}

/**
 * Whether a statement is about this key. `*` is "the KMS key to which the key policy is attached", and a
 * statement without `Resource` "has no effect", says AWS.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function coversKey(statement: PolicyStatement, keyArn: string): Tri {
  const { resource, variables } = statement;
  if (!resource) return false;
  const matches = resource.patterns.some(p => matchesWildcards(p, keyArn));
  if (!matches && variables && resource.patterns.some(p => p.includes('${'))) {
    return 'undecidable';
  }
  return matches !== resource.negated;
}

/** Whether a statement about this action applies to a request: its key, its principals and its conditions. */
export function restApplies(
  statement: PolicyStatement,
  request: KeyRequest,
): Tri {
  // One after the other, since most statements are about somebody else, and this is asked very often.
  const key = coversKey(statement, request.keyArn);
  if (key === false) return false;
  const who = matchPrincipal(statement, request.principal);
  if (who === false) return false;
  const conditions = allOf(statement.conditions, condition =>
    evaluateCondition(condition, request.context, statement.variables),
  );
  if (conditions === false) return false;
  return key === true && who === true ? conditions : 'undecidable';
}

/** Whether a statement applies to a request. @public */
export function statementApplies(
  statement: PolicyStatement,
  request: KeyRequest,
): Tri {
  return coversAction(statement, request.action)
    ? restApplies(statement, request)
    : false;
}

/** What is asked of each statement while deciding. */
export type Applies = (statement: PolicyStatement) => Tri;

/** Decides without giving reasons. */
export function decide(policy: KeyPolicy, asked: Applies): Decision {
  let allow: Tri = false;
  let deny: Tri = false;
  for (const statement of policy.statements) {
    const applies = asked(statement);
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
  asked: Applies,
): DecidingStatement[] {
  if (decision === 'not-allowed') return [];
  return policy.statements.flatMap(statement => {
    const applies = asked(statement);
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

/**
 * What a key policy says to a request. A Deny that applies for sure decides; one that only may apply
 * leaves open what would be allowed; an Allow that only may apply allows nothing for sure.
 *
 * @remarks
 * "Allowed" is the key policy's part of the answer. Where it allows an account, that account's IAM
 * policies have to allow the caller as well.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @public
 */
export function evaluateKeyPolicy(
  policy: ParsedKeyPolicy,
  request: KeyRequest,
): KeyPolicyAnswer {
  if (policy.kind === 'not-understood') {
    return { decision: 'undecidable', statements: [] };
  }
  const asked = (statement: PolicyStatement) =>
    statementApplies(statement, request);
  const decision = decide(policy, asked);
  return {
    decision,
    statements: decidingStatements(policy, request, decision, asked),
  };
}
