import {
  MAX_FRESHNESS_REFS,
  RULE_IDS,
} from 'backstage-plugin-agentcore-memory-common';
import { group, memory, refOf, user } from './__testUtils__/entities';
import { README_CONFIG } from './__testUtils__/readmeConfig';
import {
  Fault,
  MEMORY_FACTS_ID,
  startPortal,
  TEAM_FACTS_ID,
} from './__testUtils__/startPortal';

const TEAM = 'group:default/a';
const ALL_PASS = RULE_IDS.map(() => 'pass' as const);
const STALE = { 'agentcore-memory/stale-since': '2026-01-01T00:00:00Z' };
const MEMORY_CHECKS = {
  'agentcore-memory-compliant': true,
  'agentcore-memory-compliant-with-waivers': true,
  'agentcore-memory-assessed': true,
  'agentcore-memory-own-key': true,
};
const TEAM_CHECKS = {
  'agentcore-memory-team-no-failure': true,
  'agentcore-memory-team-score': true,
  'agentcore-memory-team-known': true,
  'agentcore-memory-team-old-failures': true,
};

/** The same checks, none of them met. */
function none(checks: Record<string, boolean>) {
  return Object.fromEntries(Object.keys(checks).map(id => [id, false]));
}

describe('the facts in Tech Insights', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  afterEach(() => portal.stop());

  async function start(...options: Parameters<typeof startPortal>) {
    portal = await startPortal(...options);
  }

  it('let a healthy memory and its team meet all checks of the README', async () => {
    await start({ entities: [group('a'), memory('good', ALL_PASS)] });
    await portal.retrieve();
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('good'))).toEqual({
      verdict: 'compliant',
      compliant: true,
      compliantWithWaivers: true,
      assessed: true,
      stale: false,
      failing: 0,
      unknown: 0,
      customerManagedKey: 'pass',
      keyUsable: 'pass',
      keyRotation: 'pass',
      keyPolicyServiceAccess: 'pass',
      keyPolicyExposure: 'pass',
      keyApproved: 'pass',
      dataEgress: 'pass',
      eventRetention: 'pass',
    });
    expect(await portal.facts(TEAM_FACTS_ID, TEAM)).toEqual({
      score: 100,
      scoreWithWaivers: 100,
      coverage: 100,
      memories: 1,
      nonCompliant: 0,
      atRisk: 0,
      unknown: 0,
      oldestFailureDays: 0,
    });
    expect(await portal.checks(refOf('good'))).toEqual(MEMORY_CHECKS);
    expect(await portal.checks(TEAM)).toEqual(TEAM_CHECKS);
    expect(Object.keys(README_CONFIG.techInsights.factChecker.checks)).toEqual(
      Object.keys({ ...MEMORY_CHECKS, ...TEAM_CHECKS }),
    );
  });

  it('tell of a memory that fails, and of its team', async () => {
    await start({
      entities: [
        group('a'),
        memory('bad', ['fail', 'warn', 'pass']),
        memory('good', ALL_PASS),
      ],
    });
    await portal.retrieve();
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('bad'))).toEqual({
      verdict: 'non-compliant',
      compliant: false,
      compliantWithWaivers: false,
      assessed: true,
      stale: false,
      failing: 1,
      unknown: 0,
      customerManagedKey: 'fail',
      keyUsable: 'warn',
      keyRotation: 'pass',
    });
    expect(await portal.checks(refOf('bad'))).toEqual({
      ...none(MEMORY_CHECKS),
      'agentcore-memory-assessed': true,
    });
    expect(await portal.facts(TEAM_FACTS_ID, TEAM)).toMatchObject({
      score: 50,
      coverage: 100,
      memories: 2,
      nonCompliant: 1,
      // It failed when recording began.
      oldestFailureDays: null,
    });
    expect(await portal.checks(TEAM)).toEqual({
      ...none(TEAM_CHECKS),
      'agentcore-memory-team-known': true,
    });
  });

  it.each([
    ['stale', memory('old', ALL_PASS, TEAM, STALE), true],
    ['unknown', memory('old', ['pass', 'unknown']), false],
    ['never judged', memory('old', []), false],
    [
      'of an unknown scope',
      memory('old', ALL_PASS, TEAM, {
        'agentcore-memory/scope': 'other/111122223333/eu-central-1',
      }),
      true,
    ],
  ])(
    'let nothing pass because of a memory that is %s',
    async (_, entity, stale) => {
      await start({ entities: [group('a'), entity] });
      await portal.retrieve();
      expect(await portal.facts(MEMORY_FACTS_ID, refOf('old'))).toMatchObject({
        verdict: 'unknown',
        compliant: false,
        compliantWithWaivers: false,
        assessed: false,
        stale,
      });
      expect(await portal.facts(TEAM_FACTS_ID, TEAM)).toMatchObject({
        score: 0,
        coverage: 0,
        unknown: 1,
      });
      expect(await portal.checks(refOf('old'))).toMatchObject({
        'agentcore-memory-compliant': false,
        'agentcore-memory-assessed': false,
      });
      expect(await portal.checks(TEAM)).toEqual(none(TEAM_CHECKS));
    },
  );

  it('let no memory pass that is stale and that the backend has not seen', async () => {
    const entities = [group('a'), memory('good', ALL_PASS)];
    await start({ entities });
    await portal.retrieve();
    entities.push(memory('old', ALL_PASS, TEAM, STALE));
    await portal.retrieve();
    expect(await portal.facts(TEAM_FACTS_ID, TEAM)).toMatchObject({
      memories: 1,
    });
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('old'))).toMatchObject({
      compliant: false,
      stale: true,
    });
  });

  it('are of memories without an owner as well', async () => {
    await start({
      entities: [group('a'), memory('lost', ['fail'], 'group:default/unowned')],
    });
    await portal.retrieve();
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('lost'))).toMatchObject({
      verdict: 'non-compliant',
    });
    expect(await portal.facts(TEAM_FACTS_ID, TEAM)).toBeUndefined();
    expect(await portal.checks(TEAM)).toEqual({});
  });

  it('count the memories of the groups below once, also in a circle', async () => {
    await start({
      entities: [
        group('a', 'b'),
        group('b', 'a', 'top'),
        group('top'),
        user('mock'),
        memory('one', ALL_PASS, 'group:default/a'),
        memory('two', ['fail'], 'group:default/b'),
        memory('three', ALL_PASS, 'user:default/mock'),
      ],
    });
    await portal.retrieve();
    for (const ref of [TEAM, 'group:default/b', 'group:default/top']) {
      expect(await portal.facts(TEAM_FACTS_ID, ref)).toMatchObject({
        memories: 2,
        score: 50,
      });
    }
    expect(
      await portal.facts(TEAM_FACTS_ID, 'user:default/mock'),
    ).toBeUndefined();
  });

  it.each([
    ['its owner', { owner: 'user:default/mock' }],
    ['the memory', { memory: refOf('bad') }],
  ])('know what is waived of %s', async (_, target) => {
    await start({
      entities: [
        user('mock'),
        memory('bad', ['fail', 'pass'], 'user:default/mock'),
        memory('other', ['fail', 'pass']),
      ],
    });
    const { id } = await portal.post('waivers', {
      ...target,
      rule: RULE_IDS[0],
      reason: 'It is empty and goes next week.',
      expiresOn: new Date(Date.now() + 7 * 86_400_000)
        .toISOString()
        .slice(0, 10),
    });
    await portal.retrieve();
    const before = await portal.facts(MEMORY_FACTS_ID, refOf('bad'));
    expect(before).toMatchObject({ compliantWithWaivers: false });
    await portal.age(1);

    await portal.post(`waivers/${id}/approve`, {});
    await portal.retrieve();
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('bad'))).toEqual({
      ...before,
      compliantWithWaivers: true,
    });
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('other'))).toMatchObject({
      compliantWithWaivers: false,
    });
  });

  describe('when something does not work', () => {
    const ENTITIES = [group('a'), memory('good', ALL_PASS)];
    const FAULTS: Fault[] = [
      'backend',
      'permission',
      'backend-catalog',
      'catalog',
    ];

    it.each(FAULTS)('are not made up (%s)', async fault => {
      await start({ entities: ENTITIES, faults: new Set([fault]) });
      await portal.retrieve();
      expect(
        await portal.facts(MEMORY_FACTS_ID, refOf('good')),
      ).toBeUndefined();
      expect(await portal.facts(TEAM_FACTS_ID, TEAM)).toBeUndefined();
      expect(await portal.checks(refOf('good'))).toEqual({});
      expect(await portal.checks(TEAM)).toEqual({});
    });

    it('stay as they were until their time to live is over', async () => {
      const faults = new Set<Fault>();
      await start({ entities: ENTITIES, faults });
      await portal.retrieve();
      faults.add('backend');
      await portal.retrieve();
      expect(await portal.checks(refOf('good'))).toEqual(MEMORY_CHECKS);
      expect(await portal.checks(TEAM)).toEqual(TEAM_CHECKS);

      await portal.age(96);
      await portal.retrieve();
      expect(
        await portal.facts(MEMORY_FACTS_ID, refOf('good')),
      ).toBeUndefined();
      expect(await portal.checks(refOf('good'))).toEqual({});
      expect(await portal.checks(TEAM)).toEqual({});

      faults.clear();
      await portal.retrieve();
      expect(await portal.checks(refOf('good'))).toEqual(MEMORY_CHECKS);
      expect(await portal.checks(TEAM)).toEqual(TEAM_CHECKS);
    });
  });

  it('tell of more memories than one request may ask about', async () => {
    const names = Array.from(
      { length: MAX_FRESHNESS_REFS + 1 },
      (_, i) => `m${i}`,
    );
    await start({
      entities: [
        group('a'),
        ...names.map(name =>
          memory(name, ['pass'], TEAM, name.endsWith('0') ? STALE : {}),
        ),
      ],
    });
    await portal.retrieve();
    const told = await Promise.all(
      ['m0', 'm999', 'm1000'].map(name =>
        portal.facts(MEMORY_FACTS_ID, refOf(name)),
      ),
    );
    expect(told.map(({ stale }) => stale)).toEqual([true, false, true]);
  });

  it('go with the last memory', async () => {
    const entities = [group('a'), memory('good', ALL_PASS)];
    await start({ entities });
    await portal.retrieve();
    entities.length = 0;
    await portal.age(96);
    await portal.retrieve();
    expect(await portal.facts(MEMORY_FACTS_ID, refOf('good'))).toBeUndefined();
  });
});
