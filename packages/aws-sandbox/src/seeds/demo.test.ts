import { MemoryRecord } from '../agentcore/types';
import { FaultInjector } from '../faults/FaultInjector';
import { resolveKey } from '../kms/resolveKey';
import { createManualClock } from '../state/clock';
import { SandboxState } from '../state/SandboxState';
import { SEED_ACCOUNTS } from './accounts';
import { demoSeed } from './demo';
import { DEMO_REGIONS } from './demo/keys';

function plant() {
  const clock = createManualClock();
  const state = new SandboxState(clock);
  const faults = new FaultInjector();
  demoSeed({ state, faults, now: clock.now() });
  const places = Object.values(SEED_ACCOUNTS).flatMap(accountId =>
    DEMO_REGIONS.map(region => ({ accountId, region })),
  );
  const memories = places.flatMap(place => [
    ...state.store(place).memories.values(),
  ]);
  const keyOf = ({ encryptionKeyArn }: MemoryRecord) =>
    encryptionKeyArn ? resolveKey(state, encryptionKeyArn) : undefined;
  return { state, faults, places, memories, keyOf, now: clock.now() };
}

const demo = plant();
const { memories, keyOf, places, state, faults } = demo;

describe('the demo seed', () => {
  it('is the same on every start', () => {
    const again = plant();
    expect(again.memories).toEqual(memories);
  });

  it('has about 70 memories of eight teams, spread over accounts, regions and the year', () => {
    expect(memories.length).toBeGreaterThanOrEqual(70);
    expect(memories.length).toBeLessThanOrEqual(80);
    const owners = memories.flatMap(({ tags }) => Object.values(tags));
    for (const team of [
      'payments',
      'checkout',
      'customer-support',
      'search',
      'recommendations',
      'fraud-detection',
      'research-assistants',
      'platform',
    ]) {
      expect(
        owners.filter(value => value.endsWith(team)).length,
      ).toBeGreaterThanOrEqual(6);
    }
    for (const place of places) {
      expect(state.store(place).aliases.has('alias/agentcore-memory')).toBe(
        true,
      );
      expect(state.store(place).memories.size).toBeGreaterThan(0);
    }
    const dates = memories.map(({ createdAt }) => createdAt);
    expect(Math.min(...dates)).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1));
    expect(Math.max(...dates)).toBeLessThanOrEqual(demo.now);
    expect(new Set(dates.map(date => new Date(date).getMonth())).size).toBe(11);
    for (const { name, eventExpiryDuration } of memories) {
      expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/);
      expect(eventExpiryDuration).toBeGreaterThanOrEqual(7);
      expect(eventExpiryDuration).toBeLessThanOrEqual(365);
    }
    expect(
      new Set(memories.flatMap(m => m.strategies.map(({ type }) => type))).size,
    ).toBe(5);
  });

  it.each<[string, (memory: MemoryRecord) => boolean | undefined]>([
    ['without any tag', m => Object.keys(m.tags).length === 0],
    [
      'with tags but no owner',
      m => m.tags.environment === 'sandbox' && !m.tags.owner,
    ],
    [
      'of a group that does not exist',
      m => m.tags.owner === 'group:default/moonshot',
    ],
    [
      'with an owner that is no entity ref',
      m => m.tags.owner === 'group:default/',
    ],
    ['with tag Owner', m => 'Owner' in m.tags],
    ['with tag team', m => 'team' in m.tags],
    ['with tag backstage.io/owner', m => 'backstage.io/owner' in m.tags],
    ['without a key', m => !m.encryptionKeyArn],
    ['with an alias ARN', m => m.encryptionKeyArn?.includes(':alias/')],
    [
      'with a key that does not exist',
      m => m.encryptionKeyArn !== undefined && !keyOf(m),
    ],
    [
      'with a key of another account that its account may read',
      m => {
        const key = keyOf(m);
        return (
          key &&
          key.accountId !== m.accountId &&
          key.policy.includes(m.accountId)
        );
      },
    ],
    [
      'with a key of another account that it may not read',
      m => {
        const key = keyOf(m);
        return (
          key &&
          key.accountId !== m.accountId &&
          !key.policy.includes(m.accountId)
        );
      },
    ],
    [
      'with a key of another region',
      m => {
        const key = keyOf(m);
        return key && key.region !== m.region;
      },
    ],
    ['with a disabled key', m => keyOf(m)?.keyState === 'Disabled'],
    [
      'with a key pending deletion',
      m =>
        keyOf(m)?.keyState === 'PendingDeletion' &&
        keyOf(m)!.deletionDate! > demo.now,
    ],
    ['with a key pending import', m => keyOf(m)?.keyState === 'PendingImport'],
    ['with a key of AWS', m => keyOf(m)?.keyManager === 'AWS'],
    [
      'with a key that is being updated',
      m => keyOf(m)?.keyState === 'Updating',
    ],
    [
      'with a multi-Region primary',
      m => keyOf(m)?.multiRegionConfiguration?.type === 'PRIMARY',
    ],
    [
      'with a replica that its primary knows',
      m => {
        const configuration = keyOf(m)?.multiRegionConfiguration;
        const primary =
          configuration && resolveKey(state, configuration.primaryKey.arn);
        return (
          configuration?.type === 'REPLICA' &&
          primary?.multiRegionConfiguration?.replicaKeys.some(
            ({ arn }) => arn === m.encryptionKeyArn,
          )
        );
      },
    ],
    [
      'with a key of an account that is not scanned',
      m => {
        const key = keyOf(m);
        return (
          key &&
          !Object.values<string>(SEED_ACCOUNTS).includes(key.accountId) &&
          key.policy.includes(`${m.accountId}:root`)
        );
      },
    ],
    [
      'with a policy that allows its account under a tag only',
      m =>
        keyOf(m)?.policy.includes('aws:PrincipalTag/') &&
        !keyOf(m)?.policy.includes('bedrock-agentcore'),
    ],
    [
      'with a policy with a condition on addresses',
      m => keyOf(m)?.policy.includes('aws:SourceIp'),
    ],
    [
      'with a policy in the style of CDK',
      m => keyOf(m) && !keyOf(m)!.policy.includes('Sid'),
    ],
    [
      'with a policy in the style of Control Tower',
      m => keyOf(m)?.policy.includes('aws-controltower'),
    ],
    [
      'with a policy in the style of a Terraform module',
      m => keyOf(m)?.policy.includes('kms:GrantIsForAWSResource'),
    ],
    ['kept for more than 180 days', m => m.eventExpiryDuration > 180],
    ['with an asymmetric key', m => keyOf(m)?.keySpec === 'RSA_2048'],
    [
      'with rotation off',
      m => {
        const key = keyOf(m);
        return (
          key &&
          key.keyManager === 'CUSTOMER' &&
          key.origin === 'AWS_KMS' &&
          !key.rotationEnabled
        );
      },
    ],
    [
      'with rotation every two years',
      m => keyOf(m)?.rotationPeriodInDays === 730,
    ],
    [
      'with imported material that expires',
      m => keyOf(m)?.origin === 'EXTERNAL' && keyOf(m)!.validTo! > demo.now,
    ],
    [
      'with a key that is open to all principals',
      m => keyOf(m)?.policy.includes('"Principal":"*"'),
    ],
    [
      'with a key that AgentCore cannot use',
      m => {
        const key = keyOf(m);
        return (
          key &&
          !key.policy.includes('bedrock-agentcore') &&
          !key.policy.includes(':root')
        );
      },
    ],
    ['with a name of 48 characters', m => m.name.length === 48],
    [
      'managed by a harness',
      m => m.managedByResourceArn?.includes(':harness/'),
    ],
    [
      'streaming full content',
      m => JSON.stringify(m.streamDeliveryResources)?.includes('FULL_CONTENT'),
    ],
    [
      'streaming metadata only',
      m => JSON.stringify(m.streamDeliveryResources)?.includes('METADATA_ONLY'),
    ],
    [
      'that failed',
      m => m.status === 'FAILED' && m.failureReason !== undefined,
    ],
    [
      'with a self-managed strategy',
      m => m.strategies.some(s => s.configuration?.type === 'SELF_MANAGED'),
    ],
    [
      'with a custom strategy that shows nothing',
      m => m.strategies.some(s => s.type === 'CUSTOM' && !s.configuration),
    ],
    [
      'of the same name in two regions',
      m =>
        memories.some(
          o =>
            o.name === m.name &&
            o.accountId === m.accountId &&
            o.region !== m.region,
        ),
    ],
  ])('holds a memory %s', (_, isIt) => {
    expect(memories.some(isIt)).toBe(true);
  });

  it('has no findings for Platform', () => {
    const perfect = memories.filter(
      ({ tags }) => tags.owner === 'group:default/platform',
    );
    expect(perfect).toHaveLength(7);
    for (const memory of perfect) {
      expect(memory.eventExpiryDuration).toBeLessThanOrEqual(180);
      expect(keyOf(memory)).toMatchObject({
        keyState: 'Enabled',
        rotationEnabled: true,
        rotationPeriodInDays: 365,
      });
    }
  });

  it('always denies a listing, a memory, a key, a key policy and a rotation', () => {
    const denials = faults.list();
    expect(
      denials.map(({ kind, operation }) => `${kind} ${operation}`),
    ).toEqual([
      'deny GetKeyPolicy',
      'deny DescribeKey',
      'deny GetKeyRotationStatus',
      'deny GetMemory',
      'deny ListMemories',
    ]);
    expect(denials.every(({ times }) => times === undefined)).toBe(true);
    for (const { operation, resource } of denials) {
      const struck =
        operation === 'ListMemories' ||
        memories.some(
          m => m.id === resource || m.encryptionKeyArn === resource,
        );
      expect(struck).toBe(true);
    }
  });

  describe('has an event history of keys', () => {
    const historyOf = (alias: string) => {
      const [key] = state.findKeysNamed(`alias/${alias}`);
      return [...state.store(key).history.backwards()]
        .map(({ record }) => record)
        .filter(({ resources }) => resources[0].ARN === key.arn);
    };

    it('with AgentCore and the agents that it works for', () => {
      const uses = historyOf('search-memory');
      expect(uses.length).toBeGreaterThan(20);
      expect(
        new Set(
          uses.map(({ userIdentity: { type, invokedBy } }) =>
            [type, invokedBy].join(),
          ),
        ),
      ).toEqual(
        new Set([
          'AWSService,bedrock-agentcore.amazonaws.com',
          'AssumedRole,bedrock-agentcore.amazonaws.com',
        ]),
      );
      expect(
        state.findKeysNamed('alias/search-memory')[0].lastUse,
      ).toBeDefined();
    });

    it('with more events than a reader wants', () => {
      expect(historyOf('payments-vault').length).toBeGreaterThan(500);
    });

    it('with who switched a key off, and who failed since', () => {
      const uses = historyOf('support-memory-2024');
      const off = uses.findIndex(({ eventName }) => eventName === 'DisableKey');
      expect(uses[off].userIdentity.arn).toMatch(
        /assumed-role\/AWSReservedSSO_PlatformEngineer_.*\/mara/,
      );
      expect(
        new Set(uses.slice(0, off).map(({ errorCode }) => errorCode)),
      ).toEqual(new Set(['DisabledException']));
      expect(
        new Set(uses.slice(off).map(({ errorCode }) => errorCode)),
      ).toEqual(new Set([undefined]));
      expect(
        historyOf('recommendations-legacy').map(({ eventName }) => eventName),
      ).toContain('ScheduleKeyDeletion');
    });

    it('of the past, the same on every start', () => {
      const again = plant();
      for (const place of places) {
        const { history } = state.store(place);
        expect(again.state.store(place).history.values()).toEqual(
          history.values(),
        );
        for (const { record } of history.values()) {
          expect(Date.parse(record.eventTime)).toBeLessThanOrEqual(demo.now);
        }
      }
    });
  });
});
