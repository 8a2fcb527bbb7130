import {
  Exposure,
  exposure,
  ExposureFacts,
  ParsedKeyPolicy,
  parseKeyPolicy,
  refsOf,
  ServiceAccess,
  serviceAccess,
  ServiceAccessFacts,
  StatementRef,
} from '../keyPolicy';
import { BoundedMap } from './BoundedMap';
import { CustomerKey } from './keySituation';
import { TrustSettings } from './trust';

/** What was found out about one policy, by the facts that an answer depends on. */
interface Answers {
  parsed: ParsedKeyPolicy;
  /** Whether it tells the keys of one account and region apart; nearly all speak of `*`, the key that they belong to. */
  namesKeys: boolean;
  access: BoundedMap<ServiceAccess>;
  exposure: BoundedMap<Exposure>;
}

/** Of one policy: there are not that many accounts and regions of memories to one key. */
const MAX_ANSWERS = 100;

/**
 * Kept by the text of the policy, as facts are read anew all the time and a text seldom changes. Answers outlive the
 * facts, so there are only so many of them.
 */
const byText = new BoundedMap<Answers>(4_000, 16 * 1024 * 1024);

function answersFor(policy: string): Answers {
  return byText.once(policy, () => {
    const parsed = parseKeyPolicy(policy);
    return {
      parsed,
      namesKeys:
        parsed.kind === 'policy' &&
        parsed.statements.some(({ resource }) =>
          resource?.patterns.some(pattern => pattern !== '*'),
        ),
      access: new BoundedMap(MAX_ANSWERS),
      exposure: new BoundedMap(MAX_ANSWERS),
    };
  });
}

/** The facts as a text, but for the id of the key where that changes nothing. */
function idOf(
  { namesKeys }: Answers,
  facts: ServiceAccessFacts | ExposureFacts,
): string {
  const { keyArn } = facts;
  return JSON.stringify({
    ...facts,
    keyArn: namesKeys ? keyArn : keyArn.slice(0, keyArn.lastIndexOf(':')),
  });
}

/** The policy of a key, parsed once for all callers. */
export function parsedPolicy(policy: string): ParsedKeyPolicy {
  return answersFor(policy).parsed;
}

/** Of the key what requests to it carry. */
function factsOf({ metadata, today }: CustomerKey) {
  const { arn, spec, usage, origin, multiRegion } = metadata;
  return { keyArn: arn, key: { spec, usage, origin, multiRegion }, today };
}

/** Whether AgentCore may use a key, answered once for each account and region of its memories. */
export function accessFor(
  customerKey: CustomerKey,
  policy: string,
): ServiceAccess {
  const { accountId, region } = customerKey.memory;
  const facts: ServiceAccessFacts = {
    ...factsOf(customerKey),
    memoryAccountId: accountId,
    memoryRegion: region,
  };
  const answers = answersFor(policy);
  return answers.access.once(idOf(answers, facts), () =>
    serviceAccess(answers.parsed, facts),
  );
}

/** Which others may reach the plaintext, answered once for each account of its memories. */
export function exposureFor(
  customerKey: CustomerKey,
  policy: string,
  trust: TrustSettings,
): Exposure {
  const facts: ExposureFacts = {
    ...factsOf(customerKey),
    keyAccountId: customerKey.metadata.accountId,
    memoryAccountIds: [customerKey.memory.accountId],
    ...trust,
  };
  const answers = answersFor(policy);
  return answers.exposure.once(idOf(answers, facts), () =>
    exposure(answers.parsed, facts),
  );
}

/** The statements of a policy that a finding is about, as a field of the finding; none: no field. */
export function refsFor(
  policy: string,
  named: readonly { index: number; name: string }[],
): { statements?: StatementRef[] } {
  return named.length > 0
    ? { statements: refsOf(parsedPolicy(policy), named) }
    : {};
}
