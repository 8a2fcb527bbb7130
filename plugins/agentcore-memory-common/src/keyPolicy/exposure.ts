import { worstOutcome } from '../outcome';
import { Audience, audiencesOf, narrowed } from './audience';
import { describeConditions } from './describeConditions';
import { describePrincipals } from './describePrincipals';
import { exposureReason } from './exposureReason';
import {
  Narrowing,
  narrowingByDeny,
  narrowingByNotPrincipal,
} from './narrowing';
import { asParsed } from './parseKeyPolicy';
import { coversAction, coversKey } from './statementApplies';
import { nameOf } from './statementReason';
import {
  Exposure,
  Opening,
  PLAINTEXT_ACTIONS,
  PlaintextAction,
} from './results';
import { KeyPolicy, ParsedKeyPolicy, PolicyStatement } from './types';

/** Whose key it is, and whose memories it protects. */
export interface ExposureFacts {
  /** The ARN of the key itself, not of an alias. */
  keyArn: string;
  keyAccountId: string;
  memoryAccountIds: readonly string[];
}

type ForeignAccounts = (accountIds: readonly string[]) => string[];

const OUTCOME: Record<
  Audience['kind'],
  (foreign: readonly string[]) => Exposure['outcome']
> = {
  anyone: () => 'fail',
  undecided: () => 'unknown',
  accounts: foreign => (foreign.length > 0 ? 'warn' : 'pass'),
  limited: () => 'pass',
};

/** How the Deny statements narrow an action for sure; `blocked`: they deny it to every principal. */
function leftByDenies(
  policy: KeyPolicy,
  action: PlaintextAction,
  keyArn: string,
): 'blocked' | Narrowing[] {
  const narrowings: Narrowing[] = [];
  for (const statement of policy.statements) {
    const { effect, principal, conditions, variables } = statement;
    if (
      effect !== 'Deny' ||
      !coversAction(statement, action) ||
      coversKey(statement, keyArn) !== true
    ) {
      continue;
    }
    const isAboutEveryone =
      !principal.negated && principal.entries.some(e => e.kind === 'anyone');
    if (isAboutEveryone && conditions.length === 0) return 'blocked';
    if (isAboutEveryone && conditions.length === 1) {
      narrowings.push(narrowingByDeny(conditions[0], variables));
    }
    if (principal.negated && conditions.length === 0) {
      narrowings.push(narrowingByNotPrincipal(principal.entries));
    }
  }
  return narrowings;
}

function openingOf(
  statement: PolicyStatement,
  byAction: ReadonlyMap<PlaintextAction, 'blocked' | Narrowing[]>,
  facts: ExposureFacts,
  foreignAmong: ForeignAccounts,
): Opening | undefined {
  if (statement.effect !== 'Allow') return undefined;
  const covers = coversKey(statement, facts.keyArn);
  if (covers === false) return undefined;
  const audiences = audiencesOf(statement);
  const foreign = new Set<string>();
  const found = PLAINTEXT_ACTIONS.flatMap(action => {
    const left = byAction.get(action) ?? [];
    if (left === 'blocked' || !coversAction(statement, action)) return [];
    const outcomes = audiences.map(audience => {
      const who = narrowed(audience, left);
      const others = foreignAmong(
        who.kind === 'accounts' ? who.accountIds : [],
      );
      others.forEach(id => foreign.add(id));
      return OUTCOME[who.kind](others);
    });
    const outcome = worstOutcome(outcomes);
    return outcome === 'pass' ? [] : [{ action, outcome }];
  });
  if (found.length === 0) return undefined;
  const outcome = worstOutcome(found.map(item => item.outcome));
  return {
    outcome: covers === true ? (outcome as Opening['outcome']) : 'unknown',
    index: statement.index,
    statement: nameOf(statement),
    actions: found
      .filter(item => item.outcome === outcome)
      .map(item => item.action),
    principals: describePrincipals(statement),
    narrowedBy: describeConditions(statement),
    accountIds: [...foreign].sort(),
  };
}

/**
 * Who may reach the plaintext that a key protects, beyond the accounts it belongs to.
 *
 * @remarks
 * - `fail`: an action that leads to the plaintext is open to any principal, without a condition that
 *   narrows who.
 * - `unknown`: whether it is depends on something that can't be decided, or the policy is not understood.
 * - `warn`: a whole account is allowed that is neither the key's own nor a memory's.
 *
 * A Deny counts only where it stops, for sure, every principal or all but those that it names.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export function exposure(
  policy: string | ParsedKeyPolicy,
  facts: ExposureFacts,
): Exposure {
  const parsed = asParsed(policy);
  if (parsed.kind === 'not-understood') {
    return { outcome: 'unknown', reason: parsed.reason, open: [] };
  }
  const own = new Set([facts.keyAccountId, ...facts.memoryAccountIds]);
  const byAction = new Map(
    PLAINTEXT_ACTIONS.map(action => [
      action,
      leftByDenies(parsed, action, facts.keyArn),
    ]),
  );
  const open = parsed.statements.flatMap(
    statement =>
      openingOf(statement, byAction, facts, ids =>
        ids.filter(id => !own.has(id)),
      ) ?? [],
  );
  const outcome = worstOutcome(open.map(opening => opening.outcome));
  return { outcome, reason: exposureReason(outcome, open), open };
}
