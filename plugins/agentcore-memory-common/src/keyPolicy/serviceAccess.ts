import {
  decide,
  DecidingStatement,
  decidingStatements,
  Decision,
  KeyRequest,
} from './evaluateKeyPolicy';
import { asParsed } from './parseKeyPolicy';
import { serviceAccessReason } from './serviceAccessReason';
import {
  Candidate,
  candidatesOf,
  ServiceAccessFacts,
  ServiceAccessWay,
} from './serviceRequests';
import { KeyPolicy, ParsedKeyPolicy } from './types';

/** The six actions that AgentCore needs, as AWS lists them, with the operations behind each. */
const SIX_ACTIONS = {
  'kms:CreateGrant': ['kms:CreateGrant'],
  'kms:Decrypt': ['kms:Decrypt'],
  'kms:DescribeKey': ['kms:DescribeKey'],
  'kms:GenerateDataKey': ['kms:GenerateDataKey'],
  'kms:GenerateDataKeyWithoutPlaintext': [
    'kms:GenerateDataKeyWithoutPlaintext',
  ],
  'kms:ReEncrypt*': ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
} as const;

/** One of the six actions that AgentCore needs. @public */
export type ServiceAction = keyof typeof SIX_ACTIONS;

/** All six. @public */
export const SERVICE_ACTIONS = Object.keys(SIX_ACTIONS) as ServiceAction[];

/** What becomes of one action on each way. @public */
export type ActionAccess = { action: ServiceAction } & Record<
  ServiceAccessWay,
  Decision
>;

/** Whether AgentCore may use a key for memories of one account and region. @public */
export interface ServiceAccess {
  outcome: 'pass' | 'warn' | 'unknown';
  /** One or two sentences. */
  reason: string;
  /** The way that admits all six, where there is one for sure. */
  way?: ServiceAccessWay;
  /** Where somebody of the account has access, the ARN of whom the policy names; none: IAM decides. */
  caller?: string;
  /** Empty where the policy was not understood. */
  perAction: ActionAccess[];
  /** The statements that decided, in the order of the policy, each once. */
  statements: DecidingStatement[];
}

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

/** What one candidate may do. */
interface Assessed {
  candidate: Candidate;
  decisions: Record<ServiceAction, Decision>;
  /** The rank of the worst decision. */
  rank: number;
  /** The sum of ranks, to tell apart who comes closest. */
  total: number;
}

function requestFor(
  candidate: Candidate,
  action: string,
  keyArn: string,
): KeyRequest {
  const { principal } = candidate;
  return { principal, action, keyArn, context: candidate.contextFor(action) };
}

function assess(
  policy: KeyPolicy,
  candidate: Candidate,
  keyArn: string,
): Assessed {
  const decisions = Object.fromEntries(
    SERVICE_ACTIONS.map(action => [
      action,
      SIX_ACTIONS[action]
        .map(operation =>
          decide(policy, requestFor(candidate, operation, keyArn)),
        )
        .reduce(worse),
    ]),
  ) as Assessed['decisions'];
  const ranks = Object.values(decisions).map(decision => RANK[decision]);
  return {
    candidate,
    decisions,
    rank: Math.min(...ranks),
    total: ranks.reduce((sum, rank) => sum + rank, 0),
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
  keyArn: string,
): DecidingStatement[] {
  const found = new Map<number, DecidingStatement>();
  for (const { candidate } of assessed) {
    for (const operation of Object.values(SIX_ACTIONS).flat()) {
      const request = requestFor(candidate, operation, keyArn);
      const decision = decide(policy, request);
      for (const item of decidingStatements(policy, request, decision)) {
        if (!found.has(item.index)) found.set(item.index, item);
      }
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
 * A Deny counts on the way that it blocks; the other way may still be open.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 * @public
 */
export function serviceAccess(
  policy: string | ParsedKeyPolicy,
  facts: ServiceAccessFacts,
): ServiceAccess {
  const parsed = asParsed(policy);
  if (parsed.kind === 'not-understood') {
    const { reason } = parsed;
    return { outcome: 'unknown', reason, perAction: [], statements: [] };
  }
  const [service, ...rest] = candidatesOf(parsed, facts);
  const serviceAssessed = assess(parsed, service, facts.keyArn);
  const callers = rest
    .map(candidate => assess(parsed, candidate, facts.keyArn))
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
    facts.keyArn,
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
