import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  ABSENT,
  Assessment,
  assessMemory,
  canFail,
  Finding,
  keyArnNamedBy,
  KeyFacts,
  known,
  MemoryFacts,
  partitionOf,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsPlace';
import { CallOptions, MemoryInventory } from '../inventory/MemoryInventory';
import { WithheldReason } from '../permissions/Requester';
import { NewMemory } from '../writer/MemoryWriter';

/** Said instead of what a key is like, and whether that is known, to whoever may not see it in the catalog. */
const NOT_SHOWN =
  'encryptionKeyArn: a memory with this key would not be compliant, or nobody could tell. Why is shown to those who may read the key in the catalog, and in the audit log. Nothing was created.';

/** The memory as the scan will find it. */
function futureMemory(
  { accountId, region }: AwsPlace,
  memory: Omit<NewMemory, 'clientToken'>,
): MemoryFacts {
  return {
    arn: '',
    memoryId: '',
    partition: partitionOf(region),
    accountId,
    region,
    status: 'ACTIVE',
    createdAt: '',
    updatedAt: '',
    managedBy: ABSENT,
    details: known({
      name: memory.name,
      encryptionKeyArn: known(memory.encryptionKeyArn),
      eventExpiryDays: memory.eventExpiryDays,
      strategies: memory.strategies.map(
        ({ type, name, override, selfManaged }) => ({
          type,
          name,
          ...(override && { override }),
          ...(selfManaged && {
            delivery: {
              topicArn: selfManaged.topicArn,
              bucketName: selfManaged.bucketName,
            },
          }),
        }),
      ),
      recordStreams: [],
    }),
    tags: known({ ...memory.tags }),
  };
}

/**
 * The verdict that the scorecard will give on a memory as it is asked for: every rule, with the portal's settings, on the
 * present day, by what AWS says of the key now, or of a new one will say.
 *
 * @public
 */
export function assessFuture(
  place: AwsPlace,
  memory: Omit<NewMemory, 'clientToken'>,
  key: Omit<KeyFacts, 'tags'>,
  rules: RuleSettings,
): Assessment {
  return assessMemory(
    {
      memory: futureMemory(place, memory),
      key: { ...key, tags: ABSENT },
      today: new Date().toISOString().slice(0, 10),
    },
    rules,
  );
}

/**
 * The verdict of a memory as AWS has it, and of its key as AWS has that now. What could not be read is unknown.
 *
 * @public
 */
export async function assessExisting(
  memory: MemoryFacts,
  inventory: MemoryInventory,
  rules: RuleSettings,
  { signal }: CallOptions = {},
): Promise<Assessment> {
  const arn = keyArnNamedBy(memory);
  const key =
    arn === undefined
      ? undefined
      : await inventory.createKeyReader({ signal }).read(arn, memory.accountId);
  return assessMemory(
    {
      memory,
      key: key && arn ? { ...key, arn, tags: ABSENT } : undefined,
      today: new Date().toISOString().slice(0, 10),
    },
    rules,
  );
}

/**
 * What the scorecard says of a key for memories of a place: the findings of `assessFuture` that are about the key.
 *
 * @public
 */
export function assessKey(
  place: AwsPlace,
  key: Omit<KeyFacts, 'tags'>,
  rules: RuleSettings,
): Finding[] {
  const memory = {
    name: '',
    encryptionKeyArn: key.arn,
    eventExpiryDays: 1,
    strategies: [],
    indexedKeys: [],
    namespaceKeys: [],
    tags: {},
  };
  return assessFuture(place, memory, key, rules).findings.filter(isAboutKey);
}

/** The scorecard only warns of this, as a memory may be used in a way that it can't see. A new one would not work. */
function isNoUse({ rule, outcome }: Finding): boolean {
  return rule === 'key-policy-service-access' && outcome === 'warn';
}

/**
 * The findings for which a memory is not created: those that fail, and a key that AgentCore can't use; else those of rules
 * that can fail and are unknown.
 *
 * @public
 */
export function refusedFor(
  { findings }: Pick<Assessment, 'findings'>,
  rules: RuleSettings,
): { findings: Finding[]; failed: boolean } {
  const failed = findings.filter(
    finding => finding.outcome === 'fail' || isNoUse(finding),
  );
  if (failed.length > 0) return { findings: failed, failed: true };
  const undecided = findings.filter(
    ({ outcome, rule }) => outcome === 'unknown' && canFail(rule, rules),
  );
  return { findings: undecided, failed: false };
}

/** The field of the form that a rule judges. */
function fieldOf({ rule }: Finding): string {
  if (rule === 'data-egress') return 'strategies';
  return rule === 'event-retention' ? 'eventExpiryDays' : 'encryptionKeyArn';
}

function whatIsWrong(findings: readonly Finding[]): string {
  return findings.every(isNoUse)
    ? 'the memory would not work'
    : 'the memory would be non-compliant';
}

/**
 * Throws an `InputError` where a rule fails, and a `ServiceUnavailableError` where one that can fail is unknown, since
 * what could not be read is not good enough. Where the requester may not know what the key is like, a
 * `WithheldReason` with that error.
 *
 * @public
 */
export function checkAssessment(
  assessment: Pick<Assessment, 'findings'>,
  rules: RuleSettings,
  mayReadKey: boolean,
): void {
  const { findings, failed } = refusedFor(assessment, rules);
  if (findings.length === 0) return;
  const what = failed
    ? whatIsWrong(findings)
    : 'whether the memory would be compliant is not known';
  const message = `${fieldOf(findings[0])}: ${what}. ${findings
    .map(describe)
    .join(' ')} Nothing was created.`;
  const inFull = failed
    ? new InputError(message)
    : new ServiceUnavailableError(message);
  if (mayReadKey || !findings.some(isAboutKey)) throw inFull;
  throw new WithheldReason(new InputError(NOT_SHOWN), inFull);
}

/** What the scorecard will show as a warning or as unknown, a line each. @public */
export function warningsOf(
  { findings }: Assessment,
  mayReadKey: boolean,
): string[] {
  const warnings = findings.filter(
    ({ outcome }) => outcome === 'warn' || outcome === 'unknown',
  );
  const shown = warnings.filter(finding => mayReadKey || !isAboutKey(finding));
  return [
    ...shown.map(({ rule, reason }) => `${rule}: ${reason}`),
    ...(mayReadKey
      ? []
      : ['What is to be said of the key, the page of the memory will say.']),
  ];
}

function describe({ rule, reason, outcome, evidence }: Finding): string {
  const why = outcome === 'unknown' && evidence.at(-1)?.value;
  return `${rule}: ${reason}${why ? ` (${why})` : ''}`;
}

/** Whether a finding tells of the key; the others judge what the form asks for. @public */
export function isAboutKey({ rule }: Finding): boolean {
  return rule !== 'data-egress' && rule !== 'event-retention';
}
