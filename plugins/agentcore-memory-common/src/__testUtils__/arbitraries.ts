import fc from 'fast-check';
import { KeyFacts, MemoryFacts, Observed } from '../facts';
import { RULE_IDS, RuleSettings, Severity } from '../rules';
import { aPolicyText } from './policies';

const reason = fc.constantFrom('x:Y: AccessDenied', 'x:Y: TimeoutError');
const text = fc.string({ minLength: 1, maxLength: 20 });
/** Mostly accounts that the policies name as well. */
const accountId = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('111122223333', '444455556666') },
  { weight: 1, arbitrary: fc.stringMatching(/^\d{12}$/) },
);
const region = fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1');
const partition = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov');
const instant = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .map(date => date.toISOString());

/** Any of the five answers; mostly a value, since only then there is more to be seen. */
function anObserved<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observed<T>> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: value.map(v => ({ state: 'known' as const, value: v })),
    },
    { weight: 1, arbitrary: fc.constant({ state: 'absent' as const }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('denied', 'missing', 'failed'), reason)
        .map(([state, why]) => ({ state, reason: why } as Observed<T>)),
    },
  );
}

/** Mostly the first spelling, else another that exists today, or one that AWS may bring tomorrow. */
function oneOrNew(...values: string[]) {
  const [usual] = values;
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: text },
  );
}

export const aKeyArn = fc
  .tuple(partition, region, accountId, fc.uuid())
  .map(([p, r, a, id]) => `arn:${p}:kms:${r}:${a}:key/${id}`);

const aliasArn = fc
  .tuple(region, accountId)
  .map(([r, a]) => `arn:aws:kms:${r}:${a}:alias/notes`);

const tags = fc.dictionary(text, text);

export const aMemory: fc.Arbitrary<MemoryFacts> = fc
  .record({
    partition,
    accountId,
    region,
    memoryId: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,47}-[a-zA-Z0-9]{10}$/),
    status: oneOrNew('ACTIVE', 'CREATING', 'FAILED'),
    createdAt: instant,
    updatedAt: instant,
    managedBy: anObserved(text),
    details: anObserved(
      fc.record({
        name: text,
        encryptionKeyArn: anObserved(fc.oneof(aKeyArn, aliasArn, text)),
        eventExpiryDays: fc.integer({ min: 1, max: 365 }),
        strategies: fc.array(
          fc.record(
            {
              name: text,
              type: oneOrNew('SEMANTIC', 'CUSTOM'),
              override: oneOrNew('SELF_MANAGED', 'SEMANTIC_OVERRIDE'),
              delivery: fc.record(
                { topicArn: text, bucketName: text },
                { requiredKeys: [] },
              ),
            },
            { requiredKeys: ['name', 'type'] },
          ),
        ),
        recordStreams: fc.array(
          fc.record(
            {
              streamArn: text,
              levels: fc.array(oneOrNew('METADATA_ONLY', 'FULL_CONTENT')),
            },
            { requiredKeys: ['levels'] },
          ),
        ),
      }),
    ),
    tags: anObserved(tags),
  })
  .map(memory => ({
    arn: `arn:${memory.partition}:bedrock-agentcore:${memory.region}:${memory.accountId}:memory/${memory.memoryId}`,
    ...memory,
  }));

/** Facts of the key of this ARN. */
export function aKey(arn: string): fc.Arbitrary<KeyFacts> {
  const metadata = fc.record(
    {
      arn: fc.oneof(fc.constant(arn), aKeyArn),
      keyId: fc.uuid(),
      accountId,
      region,
      createdAt: instant,
      manager: oneOrNew('CUSTOMER', 'AWS'),
      state: oneOrNew('Enabled', 'Disabled', 'PendingDeletion', 'Creating'),
      usage: oneOrNew('ENCRYPT_DECRYPT', 'SIGN_VERIFY'),
      spec: oneOrNew('SYMMETRIC_DEFAULT', 'RSA_2048'),
      origin: oneOrNew('AWS_KMS', 'EXTERNAL'),
      multiRegion: fc.boolean(),
      multiRegionKeys: fc.record({
        type: oneOrNew('PRIMARY', 'REPLICA'),
        primaryArn: aKeyArn,
        replicaArns: fc.array(aKeyArn),
      }),
      deletionDate: instant,
      validTo: fc.oneof(instant, text),
    },
    {
      requiredKeys: [
        'arn',
        'keyId',
        'accountId',
        'region',
        'manager',
        'state',
        'usage',
        'spec',
        'origin',
        'multiRegion',
      ],
    },
  );
  return fc.record({
    arn: fc.constant(arn),
    metadata: anObserved(metadata),
    rotation: anObserved(
      fc.record(
        {
          enabled: fc.boolean(),
          periodDays: fc.integer({ min: 1, max: 3000 }),
        },
        { requiredKeys: ['enabled'] },
      ),
    ),
    policy: anObserved(aPolicyText),
    aliases: anObserved(fc.array(text)),
    tags: anObserved(tags),
  });
}

/** A memory with the facts of the key it names, where it names one. */
export const aMemoryAndKey = aMemory.chain(memory => {
  const named =
    memory.details.state === 'known' &&
    memory.details.value.encryptionKeyArn.state === 'known'
      ? memory.details.value.encryptionKeyArn.value
      : undefined;
  return named
    ? fc.record({
        memory: fc.constant(memory),
        key: fc.option(aKey(named), { nil: undefined }),
      })
    : fc.constant({ memory, key: undefined });
});

/** A day, as assessments are given it. */
export const aDay = fc
  .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

const severity = fc.constantFrom<Severity>('fail', 'warn', 'off');

/** Any configuration of the rules. */
export const someSettings: fc.Arbitrary<RuleSettings> = fc.record(
  {
    severity: fc.dictionary(fc.constantFrom(...RULE_IDS), severity),
    maxRotationDays: fc.integer({ min: 1, max: 3000 }),
    maxEventDays: fc.integer({ min: 1, max: 365 }),
    approvedKeys: fc.record({
      keyArns: fc.array(aKeyArn, { maxLength: 2 }),
      accountIds: fc.array(accountId, { maxLength: 2 }),
      aliases: fc.array(text, { maxLength: 2 }),
    }),
  },
  { requiredKeys: ['severity', 'maxRotationDays'] },
);
