import { known, MemorySettings } from '../facts';
import { keyWith, memoryWith } from '../__testUtils__/cases/overlay';
import { ACCOUNT, KEY_ARN, REGION, TODAY } from '../__testUtils__/healthyFacts';
import { fixableOf } from '../__testUtils__/fixableOf';

import { DEFAULT_RULE_SETTINGS, fixFor, RuleId, RuleSettings } from '../rules';
import { Fix } from '.';

const OTHER_STREAM =
  'arn:aws:kinesis:eu-central-1:777788889999:stream/memories';

type Changes = {
  memory?: Parameters<typeof memoryWith>[0];
  key?: Parameters<typeof keyWith>[0];
  settings?: Partial<RuleSettings>;
};

function fixOf(rule: RuleId, { memory, key, settings }: Changes): Fix {
  return fixFor(
    { rule, outcome: 'warn' },
    {
      ...fixableOf({
        memory: memoryWith(memory ?? {}),
        key: keyWith(key ?? {}),
        today: TODAY,
      }),
      settings: { ...DEFAULT_RULE_SETTINGS, ...settings },
    },
  ) as Fix;
}

const LISTS = { keyArns: [], accountIds: [], aliases: [] };
const APPROVED =
  'arn:aws:kms:eu-central-1:999988887777:key/aaaabbbb-12ab-34cd-56ef-1234567890ab';
const soon = { origin: 'EXTERNAL', validTo: '2026-12-01T00:00:00Z' };
const ELSEWHERE = KEY_ARN.replace(REGION, 'us-east-1');
const primaryArn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/mrk-1234abcd12ab34cd56ef1234567890ab`;
const multiRegionKeys = { type: 'REPLICA', primaryArn, replicaArns: [] };

/** What is wrong · what its fix must say, somewhere · and must not. */
const SAID: [string, Fix, string[], string[]?][] = [
  [
    'a key of another region whose material expires',
    fixOf('key-usable', {
      key: { metadata: { ...soon, region: 'us-east-1', arn: ELSEWHERE } },
    }),
    ['in the region of the memory', 'create-memory'],
    ['import-key-material'],
  ],
  [
    'material that expires',
    fixOf('key-usable', { key: { metadata: soon } }),
    ['same key material', 'aws kms import-key-material --region eu-central-1'],
    ['create-memory'],
  ],
  [
    'a disabled key of an unknown kind',
    fixOf('key-usable', {
      key: { metadata: { state: 'Disabled', spec: 'QUANTUM_1' } },
    }),
    ['Enable the key', 'aws kms enable-key'],
    ['never works'],
  ],
  [
    'a signing key that is disabled',
    fixOf('key-usable', {
      key: { metadata: { state: 'Disabled', usage: 'SIGN_VERIFY' } },
    }),
    ['never works'],
    ['enable-key --region eu-central-1 --key-id arn'],
  ],
  [
    'a key that will be deleted',
    fixOf('key-usable', { key: { metadata: { state: 'PendingDeletion' } } }),
    ['cancel-key-deletion', 'enable-key', "CloudFormation can't cancel"],
  ],
  [
    'a primary that will be deleted',
    fixOf('key-usable', {
      key: { metadata: { state: 'PendingReplicaDeletion' } },
    }),
    ['cancel-key-deletion'],
  ],
  [
    'a key without material',
    fixOf('key-usable', { key: { metadata: { state: 'PendingImport' } } }),
    ['import-key-material'],
  ],
  [
    'a key store out of reach',
    fixOf('key-usable', { key: { metadata: { state: 'Unavailable' } } }),
    ['CustomKeyStoreId'],
  ],
  [
    'a key being created',
    fixOf('key-usable', { key: { metadata: { state: 'Creating' } } }),
    ['Wait', "Terraform can't hurry it"],
  ],
  [
    'a missing key',
    fixOf('key-usable', { key: { unread: 'missing' } }),
    ['what it encrypted is lost', 'create-key'],
  ],
  [
    'rotation of a replica',
    fixOf('key-rotation', {
      key: { metadata: { multiRegion: true, multiRegionKeys } },
    }),
    ['multi-region primary', `--region us-east-1 --key-id ${primaryArn}`],
  ],
  [
    'rotation more often than AWS does it',
    fixOf('key-rotation', { settings: { maxRotationDays: 30 } }),
    ['--rotation-period-in-days 90', 'RotationPeriodInDays: 90'],
  ],
  [
    'rotation less often than AWS does it',
    fixOf('key-rotation', { settings: { maxRotationDays: 9999 } }),
    ['--rotation-period-in-days 2560', 'rotation_period_in_days = 2560'],
  ],
  [
    'retention shorter than AWS takes',
    fixOf('event-retention', { settings: { maxEventDays: 1 } }),
    ['--event-expiry-duration 3', 'at most 3 days'],
  ],
  [
    'retention',
    fixOf('event-retention', { settings: { maxEventDays: 30 } }),
    ['--event-expiry-duration 30', 'EventExpiryDuration: 30'],
  ],
  [
    'a stream of content to an unknown destination',
    fixOf('data-egress', {
      memory: { details: { recordStreams: [{ levels: ['FULL_CONTENT'] }] } },
    }),
    ['METADATA_ONLY', 'STREAM_ARN'],
    ['sns'],
  ],
  [
    'a self-managed strategy beside a stream of metadata',
    fixOf('data-egress', {
      memory: {
        details: {
          recordStreams: [{ streamArn: 'arn:x', levels: ['METADATA_ONLY'] }],
          strategies: [
            {
              name: 'own',
              type: 'CUSTOM',
              override: 'SELF_MANAGED',
              delivery: { bucketName: "it's", topicArn: 'arn:aws:sns:x' },
            },
          ],
        },
      },
    }),
    [
      `--bucket 'it'\\''s'`,
      '"BucketKeyEnabled":true',
      '--topic-arn arn:aws:sns:x',
    ],
    ['arn:x '],
  ],
  [
    'a key that is not approved where one is',
    fixOf('key-approved', {
      settings: { approvedKeys: { ...LISTS, keyArns: [APPROVED] } },
    }),
    [`KEY_ARN=${APPROVED}`, `encryption_key_arn    = "${APPROVED}"`],
    ['create-key', 'MemoryKey', 'put on the list'],
  ],
  [
    'a key that is not approved where none is in this region',
    fixOf('key-approved', {
      memory: { region: 'us-east-1' },
      settings: { approvedKeys: { ...LISTS, keyArns: [APPROVED] } },
    }),
    ['create-key --region us-east-1', 'put on the list of approved keys'],
    [APPROVED],
  ],
  [
    'a key that is not approved where all of the account are',
    fixOf('key-approved', {
      settings: { approvedKeys: { ...LISTS, accountIds: [ACCOUNT] } },
    }),
    ['create-key'],
    ['put on the list'],
  ],
  [
    'a memory that could not be read',
    fixOf('key-approved', { memory: { details: { unread: 'denied' } } }),
    ['compare its settings first', '--name notes_cmk'],
  ],
  [
    'a stream of metadata to another account',
    fixOf('data-egress', {
      memory: {
        details: {
          recordStreams: [
            { streamArn: OTHER_STREAM, levels: ['METADATA_ONLY'] },
          ],
        },
      },
    }),
    [`:${ACCOUNT}:stream/STREAM`, 'account 777788889999 may be let read'],
    [OTHER_STREAM, 'Stream metadata only'],
  ],
  [
    'a stream of content to another account',
    fixOf('data-egress', {
      memory: {
        details: {
          recordStreams: [
            { streamArn: OTHER_STREAM, levels: ['FULL_CONTENT'] },
          ],
        },
      },
    }),
    [`:${ACCOUNT}:stream/STREAM`, 'account 777788889999', 'metadata only'],
    [OTHER_STREAM],
  ],
  [
    'a memory with strategies and streams',
    fixOf('customer-managed-key', {
      memory: {
        details: {
          eventExpiryDays: 77,
          strategies: [{ name: 's1', type: 'SEMANTIC' }],
          recordStreams: [{ levels: [] }],
        },
      },
    }),
    ['s1 (SEMANTIC)', 'record streaming', '--event-expiry-duration 77'],
  ],
  [
    'a policy that is not understood',
    fixOf('key-policy-exposure', { key: { policy: '{' } }),
    ['review it by hand', 'the statement'],
    ['del('],
  ],
];

it.each(SAID)('the fix of %s is true of it', (_, fix, said, unsaid = []) => {
  const all = Object.values(fix).join('\n');
  expect(said.filter(part => !all.includes(part))).toEqual([]);
  expect(unsaid.filter(part => all.includes(part))).toEqual([]);
});

describe('a memory that another resource manages', () => {
  const stream = 'arn:aws:kinesis:eu-central-1:111122223333:stream/x';
  it.each<[RuleId, Partial<MemorySettings>, string[]]>([
    [
      'key-approved',
      {},
      ['managed by arn:harness, which has to be changed', 'when it makes one'],
    ],
    [
      'event-retention',
      {},
      ['managed by arn:harness, which may set this again', 'change it there'],
    ],
    [
      'data-egress',
      { recordStreams: [{ streamArn: stream, levels: ['FULL_CONTENT'] }] },
      ['managed by arn:harness, which may set this again'],
    ],
    [
      'data-egress',
      { strategies: [{ name: 'x', type: 'CUSTOM', override: 'SELF_MANAGED' }] },
      ['managed by arn:harness, which has to be changed instead'],
    ],
  ])('is told of by the fix of %s', (rule, details, said) => {
    const memory = {
      ...memoryWith({ details }),
      managedBy: known('arn:harness'),
    };
    const fix = fixFor(
      { rule, outcome: 'fail' },
      fixableOf({ memory, today: TODAY }),
    )!;
    const notes = [...said, 'change the strategies of this', 'or delete it'];
    for (const text of Object.values(fix)) {
      expect(notes.filter(note => !text.includes(note))).toEqual([]);
    }
  });

  it('is not told of by the fix of a key', () => {
    const memory = { ...memoryWith({}), managedBy: known('arn:harness') };
    const fix = fixFor(
      { rule: 'key-rotation', outcome: 'warn' },
      fixableOf({ memory, key: keyWith({}), today: TODAY }),
    )!;
    expect(Object.values(fix).join()).not.toContain('arn:harness');
  });
});
