import { KeyFacts, KeyMetadata } from '../facts';
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
  key: KeyFacts,
  policy: string,
  metadata: KeyMetadata,
  memory: { accountId: string; region: string },
): ServiceAccess {
  const answers = answersFor(key, policy);
  return once(answers.access, `${memory.accountId}/${memory.region}`, () =>
    serviceAccess(answers.parsed, {
      keyArn: metadata.arn,
      memoryAccountId: memory.accountId,
      memoryRegion: memory.region,
    }),
  );
}

/** Which others may reach the plaintext, answered once for each account of its memories. */
export function exposureFor(
  key: KeyFacts,
  policy: string,
  metadata: KeyMetadata,
  memoryAccountId: string,
): Exposure {
  const answers = answersFor(key, policy);
  return once(answers.exposure, memoryAccountId, () =>
    exposure(answers.parsed, {
      keyArn: metadata.arn,
      keyAccountId: metadata.accountId,
      memoryAccountIds: [memoryAccountId],
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
