import { join } from 'node:path';
import { KeyMetadata } from '../../facts';
import { exposure, parseKeyPolicy, serviceAccess } from '../../keyPolicy';
import { Applies, decide, decidingStatements } from '../../keyPolicy/decide';
import { evaluateCondition } from '../../keyPolicy/evaluateCondition';
import { KeyRequest } from '../../keyPolicy/keyRequest';
import { parseConditions } from '../../keyPolicy/parseConditions';
import { requestContext } from '../../keyPolicy/requestContext';
import {
  appliesBesidesAction,
  coversAction,
} from '../../keyPolicy/statementApplies';
import {
  ACCOUNT,
  HEALTHY_METADATA,
  KEY_ARN,
  REGION,
  TODAY,
} from '../healthyFacts';
import { policyText } from '../policies';
import {
  AnyCase,
  Comparison,
  onlyFields,
  partOf,
  readCases,
} from './readCases';

/** A key policy, and what follows from it. One of `statements`, `policy`, `text` and `generate`. */
export interface PolicyCase extends AnyCase {
  statements?: unknown[];
  policy?: unknown;
  text?: string;
  /** A text too large for a file. */
  generate?: { before?: string; repeat: string; times: number; after?: string };
  keyArn?: string;
  memoryAccountId?: string;
  memoryRegion?: string;
  today?: string;
  /** What the key is, as changes of the healthy one. */
  metadata?: Partial<KeyMetadata>;
  /** In `exposure` alone. */
  trustedAccounts?: string[];
  trustedOrganizations?: string[];
  /** In `requests` alone. */
  principal?: KeyRequest['principal'];
  action?: string;
  /** In `requests` and `conditions`. */
  context?: Parameters<typeof requestContext>[0];
  /** In `conditions` alone: the `Condition` element. */
  condition?: unknown;
  variables?: boolean;
  expected: any; // differs from folder to folder; each check names the fields it reads
}

const POLICY = 'name why statements policy text generate expected'.split(' ');
const WHERE = [
  ...POLICY,
  ...'keyArn memoryAccountId memoryRegion today metadata'.split(' '),
];

/** The cases of the key-policy evaluator, by the question that is put. */
export function policyCases(): { group: string; cases: PolicyCase[] }[] {
  return readCases(join(__dirname, '../../keyPolicy/__cases__')) as {
    group: string;
    cases: PolicyCase[];
  }[];
}

/** The text of the policy of a case. */
export function textOf(policyCase: PolicyCase): string {
  const { text, policy, statements, generate } = policyCase;
  if (text !== undefined) return text;
  if (policy !== undefined) return JSON.stringify(policy);
  if (statements) return policyText(statements);
  if (!generate) throw new Error(`${policyCase.name} has no policy`);
  const { before = '', repeat, times, after = '' } = generate;
  return before + repeat.repeat(times) + after;
}

function parsing(policyCase: PolicyCase): Comparison {
  onlyFields(policyCase, POLICY, policyCase.name);
  const { expected } = policyCase;
  const parsed = parseKeyPolicy(textOf(policyCase));
  const because = 'reason' in parsed ? parsed.reason : undefined;
  return {
    actual: { kind: parsed.kind, reason: partOf(because, expected.reason) },
    expected: { reason: undefined, ...expected },
  };
}

function access(policyCase: PolicyCase): Comparison {
  onlyFields(policyCase, WHERE, policyCase.name);
  const { expected } = policyCase;
  const found = serviceAccess(textOf(policyCase), {
    keyArn: policyCase.keyArn ?? KEY_ARN,
    memoryAccountId: policyCase.memoryAccountId ?? ACCOUNT,
    memoryRegion: policyCase.memoryRegion ?? REGION,
    today: policyCase.today ?? TODAY,
    key: { ...HEALTHY_METADATA, ...policyCase.metadata },
  });
  const { outcome, way, reason: because } = found;
  const statements = found.statements.map(({ name }) => name);
  return {
    actual: {
      because,
      outcome,
      way,
      ...('caller' in expected && { caller: found.caller }),
      ...('statements' in expected && { statements }),
      reason: partOf(because, expected.reason),
    },
    expected: { because, way: undefined, reason: undefined, ...expected },
  };
}

/** Of what was found, only those fields that a case asks for. */
function askedFor(found: object, asked: object): object {
  return Object.fromEntries(
    Object.entries(found).filter(([name]) => Object.hasOwn(asked, name)),
  );
}

function openings(policyCase: PolicyCase): Comparison {
  const trust = ['trustedAccounts', 'trustedOrganizations'];
  onlyFields(policyCase, [...WHERE, ...trust], policyCase.name);
  const { expected, trustedAccounts, trustedOrganizations } = policyCase;
  const keyArn = policyCase.keyArn ?? KEY_ARN;
  const { outcome, reason, open } = exposure(textOf(policyCase), {
    keyArn,
    keyAccountId: keyArn.split(':')[4],
    memoryAccountIds: [policyCase.memoryAccountId ?? ACCOUNT],
    today: policyCase.today ?? TODAY,
    key: { ...HEALTHY_METADATA, ...policyCase.metadata },
    trustedAccounts,
    trustedOrganizations,
  });
  return {
    actual: {
      because: reason,
      outcome,
      ...('open' in expected && {
        open: open.map((found, i) =>
          askedFor(found, expected.open[i] ?? found),
        ),
      }),
      reason: partOf(reason, expected.reason),
    },
    expected: { because: reason, reason: undefined, ...expected },
  };
}

function conditions(policyCase: PolicyCase): Comparison {
  const fields = 'name why condition context variables expected'.split(' ');
  onlyFields(policyCase, fields, policyCase.name);
  const parsed = parseConditions(policyCase.condition, 'Condition');
  const context = requestContext(policyCase.context ?? {});
  return {
    actual: parsed.map(condition =>
      evaluateCondition(condition, context, policyCase.variables ?? true),
    ),
    expected: [policyCase.expected],
  };
}

function requests(policyCase: PolicyCase): Comparison {
  const fields = [...POLICY, 'keyArn', 'principal', 'action', 'context'];
  onlyFields(policyCase, fields, policyCase.name);
  const { principal, action, expected } = policyCase;
  if (!principal || !action) throw new Error('No principal or action');
  const policy = parseKeyPolicy(textOf(policyCase));
  if (policy.kind === 'not-understood') {
    // No request is decided under such a policy; that is said of service access as a whole.
    const { outcome, statements } = serviceAccess(policy, {
      keyArn: KEY_ARN,
      memoryAccountId: ACCOUNT,
      memoryRegion: REGION,
    });
    const decision = outcome === 'unknown' ? 'undecidable' : outcome;
    return { actual: { decision, statements }, expected };
  }
  const request: KeyRequest = {
    principal,
    action,
    keyArn: policyCase.keyArn ?? KEY_ARN,
    context: requestContext(policyCase.context ?? {}),
  };
  const applies: Applies = statement =>
    coversAction(statement, action) && appliesBesidesAction(statement, request);
  const decision = decide(policy, applies);
  const deciding = decidingStatements(policy, request, decision, applies);
  const statements = deciding.map(({ name }) => name);
  return { actual: { decision, statements }, expected };
}

/** What the evaluator says in a case, beside what it expects; by the question that is put. */
export const COMPARE: Record<string, (policyCase: PolicyCase) => Comparison> = {
  parsing,
  'service-access': access,
  exposure: openings,
  conditions,
  requests,
};
