import fc from 'fast-check';
import {
  KeyFacts,
  KeyMetadata,
  KeyRotation,
  known,
  MemoryFacts,
  Observed,
} from '../facts';
import { aMemoryAndKey } from '../__testUtils__/arbitraries';
import { assessMemory, RULES, verdictOf, VERDICTS } from './assess';
import { Outcome, RULE_IDS, RuleId } from './types';

const TODAY = '2026-11-24';
const KEY_ARN =
  'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const DENIED = { state: 'denied', reason: 'kms:X: AccessDenied' } as const;
const FAILED = { state: 'failed', reason: 'kms:X: TimeoutError' } as const;
const MISSING = { state: 'missing', reason: 'kms:X: NotFound' } as const;

function memory(
  encryptionKeyArn: Observed<string>,
  details?: MemoryFacts['details'],
): MemoryFacts {
  return {
    arn: 'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/notes-a1B2c3D4e5',
    memoryId: 'notes-a1B2c3D4e5',
    partition: 'aws',
    accountId: '111122223333',
    region: 'eu-central-1',
    status: 'ACTIVE',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    managedBy: { state: 'absent' },
    details:
      details ??
      known({
        name: 'notes',
        encryptionKeyArn,
        eventExpiryDays: 30,
        strategies: [],
      }),
    tags: known({}),
  };
}

const GOOD: KeyMetadata = {
  arn: KEY_ARN,
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  accountId: '111122223333',
  region: 'eu-central-1',
  manager: 'CUSTOMER',
  state: 'Enabled',
  usage: 'ENCRYPT_DECRYPT',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  multiRegion: false,
};

function key(
  metadata: Partial<KeyMetadata> = {},
  rotation: Observed<KeyRotation> = known({ enabled: true, periodDays: 365 }),
): KeyFacts {
  return {
    arn: KEY_ARN,
    metadata: known({ ...GOOD, ...metadata }),
    rotation,
    aliases: known([]),
    tags: known({}),
  };
}

function unreadKey(
  why: Exclude<Observed<never>, { state: 'known' }>,
): KeyFacts {
  return {
    arn: KEY_ARN,
    metadata: why,
    rotation: why,
    aliases: why,
    tags: why,
  };
}

const WITH_KEY = memory(known(KEY_ARN));
const NA = 'not-applicable';

/** What it is · the memory · its key · outcomes in the order of the rules. */
const CASES: [string, MemoryFacts, KeyFacts | undefined, Outcome[]][] = [
  ['a healthy key', WITH_KEY, key(), ['pass', 'pass', 'pass']],
  ['no key', memory({ state: 'absent' }), undefined, ['fail', NA, NA]],
  [
    'a memory that may not be read',
    memory({ state: 'absent' }, DENIED),
    undefined,
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a memory that was not answered about',
    memory({ state: 'absent' }, FAILED),
    undefined,
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a key that may not be read',
    WITH_KEY,
    unreadKey(DENIED),
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a key that was not answered about',
    WITH_KEY,
    unreadKey(FAILED),
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a key nobody asked about',
    WITH_KEY,
    undefined,
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a key that does not exist',
    WITH_KEY,
    unreadKey(MISSING),
    ['unknown', 'fail', NA],
  ],
  [
    'something that is no KMS ARN',
    memory(known('arn:aws:s3:::bucket')),
    undefined,
    ['unknown', 'unknown', 'unknown'],
  ],
  ['a key managed by AWS', WITH_KEY, key({ manager: 'AWS' }), ['fail', NA, NA]],
  [
    'a manager nobody knows',
    WITH_KEY,
    key({ manager: 'PARTNER' }),
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a manager with the name of a property',
    WITH_KEY,
    key({ manager: 'constructor' }),
    ['unknown', 'unknown', 'unknown'],
  ],
  [
    'a disabled key',
    WITH_KEY,
    key({ state: 'Disabled' }),
    ['pass', 'fail', 'pass'],
  ],
  [
    'a key about to be deleted',
    WITH_KEY,
    key({ state: 'PendingDeletion' }, known({ enabled: false })),
    ['pass', 'fail', NA],
  ],
  [
    'a primary about to be deleted',
    WITH_KEY,
    key({ state: 'PendingReplicaDeletion' }, known({ enabled: false })),
    ['pass', 'fail', NA],
  ],
  [
    'a key without material',
    WITH_KEY,
    key({ state: 'PendingImport', origin: 'EXTERNAL' }),
    ['pass', 'fail', NA],
  ],
  [
    'a key store out of reach',
    WITH_KEY,
    key({ state: 'Unavailable', origin: 'AWS_CLOUDHSM' }),
    ['pass', 'fail', NA],
  ],
  [
    'a key being created',
    WITH_KEY,
    key({ state: 'Creating' }),
    ['pass', 'warn', 'pass'],
  ],
  [
    'a key being updated',
    WITH_KEY,
    key({ state: 'Updating' }),
    ['pass', 'warn', 'pass'],
  ],
  [
    'a state nobody knows',
    WITH_KEY,
    key({ state: 'Sleeping' }),
    ['pass', 'unknown', 'pass'],
  ],
  [
    'a state with the name of a property',
    WITH_KEY,
    key({ state: 'toString' }),
    ['pass', 'unknown', 'pass'],
  ],
  [
    'an asymmetric key',
    WITH_KEY,
    key({ spec: 'RSA_2048' }),
    ['pass', 'fail', NA],
  ],
  [
    'a signing key',
    WITH_KEY,
    key({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }),
    ['pass', 'fail', NA],
  ],
  [
    'a usage nobody knows',
    WITH_KEY,
    key({ usage: 'DREAM' }),
    ['pass', 'unknown', 'pass'],
  ],
  [
    'a spec nobody knows',
    WITH_KEY,
    key({ spec: 'QUANTUM_1' }),
    ['pass', 'unknown', 'unknown'],
  ],
  [
    'an origin nobody knows',
    WITH_KEY,
    key({ origin: 'MOON' }),
    ['pass', 'unknown', 'unknown'],
  ],
  [
    'a disabled key of unknown origin',
    WITH_KEY,
    key({ state: 'Disabled', origin: 'MOON' }),
    ['pass', 'fail', 'unknown'],
  ],
  [
    'imported material without end',
    WITH_KEY,
    key({ origin: 'EXTERNAL' }),
    ['pass', 'pass', NA],
  ],
  [
    'imported material that expires in 31 days',
    WITH_KEY,
    key({ origin: 'EXTERNAL', validTo: '2026-12-25T23:59:00.000Z' }),
    ['pass', 'pass', NA],
  ],
  [
    'imported material that expires in 30 days',
    WITH_KEY,
    key({ origin: 'EXTERNAL', validTo: '2026-12-24T00:00:00.000Z' }),
    ['pass', 'warn', NA],
  ],
  [
    'imported material that expires some time',
    WITH_KEY,
    key({ origin: 'EXTERNAL', validTo: 'soon' }),
    ['pass', 'unknown', NA],
  ],
  [
    'a key of another region',
    WITH_KEY,
    key({ region: 'us-east-1' }),
    ['pass', 'warn', 'pass'],
  ],
  [
    'rotation off',
    WITH_KEY,
    key({}, known({ enabled: false })),
    ['pass', 'pass', 'warn'],
  ],
  [
    'rotation every 366 days',
    WITH_KEY,
    key({}, known({ enabled: true, periodDays: 366 })),
    ['pass', 'pass', 'warn'],
  ],
  [
    'rotation at some time',
    WITH_KEY,
    key({}, known({ enabled: true })),
    ['pass', 'pass', 'unknown'],
  ],
  [
    'rotation that may not be read',
    WITH_KEY,
    key({}, DENIED),
    ['pass', 'pass', 'unknown'],
  ],
  [
    'rotation not answered about',
    WITH_KEY,
    key({}, FAILED),
    ['pass', 'pass', 'unknown'],
  ],
  [
    'rotation not asked about',
    WITH_KEY,
    key({}, { state: 'absent' }),
    ['pass', 'pass', 'unknown'],
  ],
];

describe('assessMemory', () => {
  it.each(CASES)('judges %s', (_, m, k, expected) => {
    const { findings } = assessMemory({ memory: m, key: k, today: TODAY });
    expect(findings.map(finding => finding.outcome)).toEqual(expected);
    for (const finding of findings) {
      expect(finding.reason).toMatch(/\S.*\.$/);
      expect(finding.evidence.length).toBeGreaterThan(0);
    }
  });

  it('brings each outcome of each rule that the rule can have', () => {
    const seen = Object.fromEntries(
      RULE_IDS.map((id): [RuleId, Set<Outcome>] => [id, new Set()]),
    ) as Record<RuleId, Set<Outcome>>;
    for (const [, m, k] of CASES) {
      for (const { rule, outcome } of assessMemory({
        memory: m,
        key: k,
        today: TODAY,
      }).findings)
        seen[rule].add(outcome);
    }
    expect(RULES.map(rule => rule.id)).toEqual([...RULE_IDS]);
    expect([...seen['customer-managed-key']].sort()).toEqual([
      'fail',
      'pass',
      'unknown',
    ]);
    expect([...seen['key-usable']].sort()).toEqual([
      'fail',
      NA,
      'pass',
      'unknown',
      'warn',
    ]);
    expect([...seen['key-rotation']].sort()).toEqual([
      NA,
      'pass',
      'unknown',
      'warn',
    ]);
  });

  it('names dates absolutely, so that a reason does not change from day to day', () => {
    const expiring = key({
      origin: 'EXTERNAL',
      validTo: '2026-12-01T12:00:00Z',
    });
    const reasons = ['2026-11-24', '2026-11-25'].map(
      today =>
        assessMemory({ memory: WITH_KEY, key: expiring, today }).findings[1]
          .reason,
    );
    expect(reasons[0]).toContain('2026-12-01');
    expect(reasons[1]).toBe(reasons[0]);
  });

  it('never calls a memory compliant or at risk while a fact that a rule needs could not be read', () => {
    fc.assert(
      fc.property(aMemoryAndKey, ({ memory: m, key: k }) => {
        const { verdict } = assessMemory({ memory: m, key: k, today: TODAY });
        const unread = (fact: Observed<unknown> | undefined) =>
          fact === undefined ||
          ['denied', 'failed', 'missing'].includes(fact.state);
        const hasKey =
          m.details.state === 'known' &&
          m.details.value.encryptionKeyArn.state !== 'absent';
        const needed = [
          m.details,
          ...(m.details.state === 'known'
            ? [m.details.value.encryptionKeyArn]
            : []),
          ...(hasKey ? [k?.metadata] : []),
        ];
        const allowed = needed.some(unread)
          ? ['unknown', 'non-compliant']
          : VERDICTS;
        expect(allowed).toContain(verdict);
      }),
    );
  });

  it('calls a memory compliant only if the key is known, customer-managed and enabled', () => {
    fc.assert(
      fc.property(aMemoryAndKey, ({ memory: m, key: k }) => {
        const { verdict } = assessMemory({ memory: m, key: k, today: TODAY });
        const proven =
          k?.metadata.state === 'known' &&
          k.metadata.value.manager === 'CUSTOMER' &&
          k.metadata.value.state === 'Enabled' &&
          k.metadata.value.spec === 'SYMMETRIC_DEFAULT';
        expect(proven || verdict !== 'compliant').toBe(true);
      }),
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(aMemoryAndKey, input => {
        const once = assessMemory({ ...input, today: TODAY });
        expect(assessMemory({ ...input, today: TODAY })).toEqual(once);
      }),
    );
  });
});

describe('verdictOf', () => {
  it.each([
    [['pass', 'not-applicable'], 'compliant'],
    [['pass', 'warn'], 'at-risk'],
    [['warn', 'unknown'], 'unknown'],
    [['unknown', 'fail'], 'non-compliant'],
    [['not-applicable'], 'unknown'],
    [[], 'unknown'],
  ] as [Outcome[], string][])('of %j is %s', (outcomes, verdict) => {
    expect(verdictOf(outcomes.map(outcome => ({ outcome })))).toBe(verdict);
  });
});
