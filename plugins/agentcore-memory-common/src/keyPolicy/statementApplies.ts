import { evaluateCondition } from './evaluateCondition';
import { KeyRequest } from './keyRequest';
import { matchPrincipal } from './matchPrincipal';
import { allOf, Tri } from './tri';
import { PolicyStatement } from './types';
import { matchesWildcards } from './wildcard';

/** Whether a statement is about this action; a pure question of patterns. */
export function coversAction(
  statement: PolicyStatement,
  action: string,
): boolean {
  const { patterns, negated } = statement.action;
  const name = action.toLowerCase();
  const matches = patterns.some(pattern =>
    matchesWildcards(pattern.toLowerCase(), name),
  );
  return matches !== negated;
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
export function appliesBesidesAction(
  statement: PolicyStatement,
  request: KeyRequest,
): Tri {
  // Checked one by one, cheapest first: most statements are about other callers, and this runs very often.
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
