import { Budget, MAX_STEPS } from './budget';
import { Applies, decide, decidingStatements } from './decide';
import { KeyRequest } from './keyRequest';
import { RequestContext } from './requestContext';
import { Tri } from './tri';
import { asParsed } from './parseKeyPolicy';
import { serviceAccessReason } from './serviceAccessReason';
import { appliesBesidesAction, coversAction } from './statementApplies';
import { Candidate, candidatesOf } from './serviceRequests';
import {
  ActionAccess,
  DecidingStatement,
  Decision,
  SERVICE_ACTIONS,
  ServiceAccess,
  ServiceAccessFacts,
  ServiceAction,
  SIX_ACTIONS,
} from './results';
import { KeyPolicy, ParsedKeyPolicy, PolicyStatement } from './types';

/** How good a decision is, from 0. */
const RANK: Record<Decision, number> = {
  allowed: 2,
  undecidable: 1,
  'not-allowed': 0,
  denied: 0,
};
const OUTCOME = ['warn', 'unknown', 'pass'] as const;

function worse(a: Decision, b: Decision): Decision {
  if (RANK[a] !== RANK[b]) return RANK[a] < RANK[b] ? a : b;
  return a === 'denied' ? a : b;
}

/** The operations behind the six actions. */
const OPERATIONS = Object.values(SIX_ACTIONS).flat();

/** Whether a statement is about an operation. */
type Covers = (statement: PolicyStatement, operation: string) => boolean;

/** The same for all candidates, so found out once. */
function coverage({ statements }: KeyPolicy, budget: Budget): Covers {
  const covered = statements.map(
    statement =>
      new Set<string>(
        OPERATIONS.filter(action => coversAction(statement, action, budget)),
      ),
  );
  return ({ index }, operation) => {
    budget.spend(1);
    return covered[index].has(operation);
  };
}

/** What one candidate may do. */
interface Assessed {
  candidate: Candidate;
  decisions: Record<ServiceAction, Decision>;
  /** The rank of the worst decision. */
  rank: number;
  /** The sum of ranks, to tell apart who comes closest. */
  total: number;
  request(operation: string): KeyRequest;
  applies(operation: string): Applies;
  decision(operation: string): Decision;
}

/**
 * Assesses one candidate. All operations but CreateGrant carry the same context, so what a statement says beside
 * its actions is evaluated once for all of them.
 */
function assess(
  policy: KeyPolicy,
  candidate: Candidate,
  keyArn: string,
  covers: Covers,
  budget: Budget,
): Assessed {
  const { principal } = candidate;
  const request = (action: string): KeyRequest => ({
    principal,
    action,
    keyArn,
    context: candidate.contextFor(action),
    budget,
  });
  const known = new Map<RequestContext, (Tri | undefined)[]>();
  const applies =
    (operation: string): Applies =>
    statement => {
      if (!covers(statement, operation)) return false;
      const context = candidate.contextFor(operation);
      const answers = known.get(context) ?? [];
      known.set(context, answers);
      answers[statement.index] ??= appliesBesidesAction(
        statement,
        request(operation),
      );
      return answers[statement.index]!;
    };
  const decided = new Map(
    OPERATIONS.map(operation => [
      operation as string,
      decide(policy, applies(operation)),
    ]),
  );
  const decision = (operation: string) => decided.get(operation)!;
  const decisions = Object.fromEntries(
    SERVICE_ACTIONS.map(action => [
      action,
      SIX_ACTIONS[action].map(decision).reduce(worse),
    ]),
  ) as Assessed['decisions'];
  const ranks = Object.values(decisions).map(found => RANK[found]);
  return {
    candidate,
    decisions,
    rank: Math.min(...ranks),
    total: ranks.reduce((sum, rank) => sum + rank, 0),
    request,
    applies,
    decision,
  };
}

/** The better of two; of equals the first. */
function better(a: Assessed, b: Assessed): Assessed {
  if (a.rank !== b.rank) return a.rank > b.rank ? a : b;
  return a.total >= b.total ? a : b;
}

function decidingOf(
  policy: KeyPolicy,
  assessed: readonly Assessed[],
): DecidingStatement[] {
  const found = new Map<number, DecidingStatement>();
  for (const { request, decision, applies } of assessed) {
    for (const operation of OPERATIONS) {
      const deciding = decidingStatements(
        policy,
        request(operation),
        decision(operation),
        // A statement that decided another operation is listed already.
        statement =>
          found.has(statement.index) ? false : applies(operation)(statement),
      );
      for (const item of deciding) found.set(item.index, item);
    }
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

/**
 * Whether AgentCore may use a key for memories of one account and region: all six actions through the
 * service principal, or all six through one and the same caller of the memory's account.
 *
 * @remarks
 * - `pass`: one of the two ways admits all six for sure.
 * - `warn`: for sure neither way does, because nothing allows an action or a Deny blocks it.
 * - `unknown`: it depends on something that can't be decided, or the policy is not understood.
 *
 * A Deny counts on the way that it blocks; the other way may still be open. A policy that takes too many steps to
 * judge is `unknown`.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 */
export function serviceAccess(
  policy: string | ParsedKeyPolicy,
  facts: ServiceAccessFacts,
  budget = new Budget(MAX_STEPS),
): ServiceAccess {
  const parsed = asParsed(policy);
  const unknown = (reason: string): ServiceAccess => ({
    outcome: 'unknown',
    reason,
    perAction: [],
    statements: [],
  });
  if (parsed.kind === 'not-understood') return unknown(parsed.reason);
  return (
    budget.try(() => accessTo(parsed, facts, budget)) ??
    unknown('The key policy says too much to be judged.')
  );
}

function accessTo(
  parsed: KeyPolicy,
  facts: ServiceAccessFacts,
  budget: Budget,
): ServiceAccess {
  const covers = coverage(parsed, budget);
  const [service, ...rest] = candidatesOf(parsed, facts);
  const serviceAssessed = assess(parsed, service, facts.keyArn, covers, budget);
  const callers = rest
    .map(candidate => assess(parsed, candidate, facts.keyArn, covers, budget))
    .reduce(better);
  // Callers first: where both ways are open, that is the one AWS documents for memories.
  const best = better(callers, serviceAssessed);
  const outcome = OUTCOME[best.rank];
  const { principal } = best.candidate;
  const named = principal.kind === 'named' ? principal.arn : undefined;
  const perAction = SERVICE_ACTIONS.map(
    (action): ActionAccess => ({
      action,
      'service-principal': serviceAssessed.decisions[action],
      'account-callers': callers.decisions[action],
    }),
  );
  const statements = decidingOf(
    parsed,
    outcome === 'pass' ? [best] : [callers, serviceAssessed],
  );
  const result: ServiceAccess = {
    outcome,
    reason: '',
    ...(outcome === 'pass' && { way: best.candidate.way }),
    ...(outcome === 'pass' && named && { caller: named }),
    perAction,
    statements,
  };
  return { ...result, reason: serviceAccessReason(result, facts) };
}
