import { Budget } from './budget';
import { evaluateCondition } from './evaluateCondition';
import { KeyRequest } from './keyRequest';
import { matchPrincipal } from './matchPrincipal';
import { allOf, Tri } from './tri';
import { PolicyStatement } from './types';
import { matchesWildcards } from './wildcard';

/** Whether a statement is about this action; a pure question of patterns. One without `Action` has no effect. */
export function coversAction(
  statement: PolicyStatement,
  action: string,
  budget?: Budget,
): boolean {
  if (!statement.action) return false;
  const { patterns, negated } = statement.action;
  const name = action.toLowerCase();
  const matches = patterns.some(pattern => {
    budget?.read(pattern);
    return matchesWildcards(pattern.toLowerCase(), name, budget);
  });
  return matches !== negated;
}

/**
 * Whether a statement is about this key. `*` is "the KMS key to which the key policy is attached", and a
 * statement without `Resource` "has no effect", says AWS.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
function coversKey(
  statement: PolicyStatement,
  keyArn: string,
  budget?: Budget,
): Tri {
  const { resource, variables } = statement;
  if (!resource) return false;
  const matches = resource.patterns.some(pattern => {
    budget?.read(pattern);
    return matchesWildcards(pattern, keyArn, budget);
  });
  if (!matches && variables && resource.patterns.some(p => p.includes('${'))) {
    return 'undecidable';
  }
  return matches !== resource.negated;
}

/** Whether a statement is about whoever makes a request. */
function coversRequester(
  statement: PolicyStatement,
  { principal, suspect, budget }: KeyRequest,
): Tri {
  const who = matchPrincipal(statement, principal, budget);
  // "Using NotPrincipal with Effect: Allow is not supported": nobody can rely on it, but a stranger may use it.
  const { effect, principal: listed } = statement;
  return effect === 'Allow' && listed.negated && who === true && !suspect
    ? 'undecidable'
    : who;
}

/** Whether a statement about this action applies to a request: its key, its principals and its conditions. */
export function appliesBesidesAction(
  statement: PolicyStatement,
  request: KeyRequest,
): Tri {
  // Checked one by one, cheapest first: most statements are about other callers, and this runs very often.
  const key = coversKey(statement, request.keyArn, request.budget);
  if (key === false) return false;
  const who = coversRequester(statement, request);
  if (who === false) return false;
  const conditions = allOf(statement.conditions, condition =>
    evaluateCondition(
      condition,
      request.context,
      statement.variables,
      statement.effect === 'Allow',
      request.budget,
    ),
  );
  if (conditions === false) return false;
  return key === true && who === true ? conditions : 'undecidable';
}
