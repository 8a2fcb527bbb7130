import { evaluateCondition } from './evaluateCondition';
import { KeyRequest } from './keyRequest';
import { matchPrincipal } from './matchPrincipal';
import { Tri } from './tri';
import { PolicyCondition, PolicyStatement } from './types';
import { bounded, listed, quoted } from './text';

/** How a statement is called in sentences: by its Sid, else by its number. */
export function nameOf({ sid, index }: PolicyStatement): string {
  return sid ? quoted(sid) : `number ${index + 1}`;
}

/** A condition as it is written, bounded. */
function conditionName({ written, keyWritten }: PolicyCondition): string {
  return `${bounded(written)} on ${bounded(keyWritten)}`;
}

function undecided(statement: PolicyStatement, request: KeyRequest): string[] {
  const reasons = statement.conditions
    .filter(
      condition =>
        evaluateCondition(
          condition,
          request.context,
          statement.variables,
          true,
          request.budget,
        ) === 'undecidable',
    )
    .map(condition => `its condition ${conditionName(condition)}`);
  if (
    matchPrincipal(statement, request.principal, request.budget) ===
    'undecidable'
  ) {
    reasons.unshift('whom it is about');
  }
  return reasons.length > 0 ? reasons : ['which key it is about'];
}

/** Why a statement decides a request, in plain words. */
export function reasonFor(
  statement: PolicyStatement,
  request: KeyRequest,
  applies: Tri,
): string {
  const verb = statement.effect === 'Allow' ? 'allow' : 'deny';
  const name = `Statement ${nameOf(statement)}`;
  const action = bounded(request.action);
  return applies === true
    ? `${name} ${verb === 'deny' ? 'denies' : 'allows'} ${action}.`
    : `${name} may ${verb} ${action}: ${listed(
        undecided(statement, request),
      )} can't be decided.`;
}
