import { KeyFacts } from '../facts';
import {
  Exposure,
  exposure,
  ParsedKeyPolicy,
  parseKeyPolicy,
  refsOf,
  ServiceAccess,
  serviceAccess,
  StatementRef,
} from '../keyPolicy';
import { CustomerKey } from './keySituation';
import { TrustSettings } from './trust';

/** What was found out about one policy, which is the same for all memories of its key. */
interface Answers {
  parsed: ParsedKeyPolicy;
  access: Map<string, ServiceAccess>;
  exposure: Map<string, Exposure>;
}

/** Kept by the facts, so that an answer lives as long as the facts it was made from. */
const byKey = new WeakMap<KeyFacts, Answers>();

function answersFor(key: KeyFacts, policy: string): Answers {
  const existing = byKey.get(key);
  if (existing) return existing;
  const created: Answers = {
    parsed: parseKeyPolicy(policy),
    access: new Map(),
    exposure: new Map(),
  };
  byKey.set(key, created);
  return created;
}

function once<T>(kept: Map<string, T>, id: string, make: () => T): T {
  const existing = kept.get(id);
  if (existing !== undefined) return existing;
  const made = make();
  kept.set(id, made);
  return made;
}

/** Whether AgentCore may use a key, answered once for each account and region of its memories. */
export function accessFor(
  { key, metadata, memory, today }: CustomerKey,
  policy: string,
): ServiceAccess {
  const answers = answersFor(key, policy);
  const { accountId, region } = memory;
  return once(answers.access, `${accountId}/${region}/${today}`, () =>
    serviceAccess(answers.parsed, {
      keyArn: metadata.arn,
      key: metadata,
      today,
      memoryAccountId: accountId,
      memoryRegion: region,
    }),
  );
}

/** Which others may reach the plaintext, answered once for each account of its memories. */
export function exposureFor(
  { key, metadata, memory, today }: CustomerKey,
  policy: string,
  trust: TrustSettings,
): Exposure {
  const answers = answersFor(key, policy);
  const id = JSON.stringify([memory.accountId, today, trust]);
  return once(answers.exposure, id, () =>
    exposure(answers.parsed, {
      keyArn: metadata.arn,
      key: metadata,
      today,
      keyAccountId: metadata.accountId,
      memoryAccountIds: [memory.accountId],
      ...trust,
    }),
  );
}

/** The statements of a policy that a finding is about, as a field of the finding; none: no field. */
export function refsFor(
  key: KeyFacts,
  policy: string,
  named: readonly { index: number; name: string }[],
): { statements?: StatementRef[] } {
  return named.length > 0
    ? { statements: refsOf(answersFor(key, policy).parsed, named) }
    : {};
}

/** The policy of a key, parsed once for all callers. */
export function parsedPolicy(key: KeyFacts, policy: string): ParsedKeyPolicy {
  return answersFor(key, policy).parsed;
}
