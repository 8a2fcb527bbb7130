import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import {
  assessMemory,
  parseRuleSettings,
  Verdict,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import { CreationWorld, OWNER, place } from '../__testUtils__/CreationWorld';

const COMMON = join(__dirname, '../../../agentcore-memory-common/src');

/** Facts about a key, as the rules' case files give them: changes of a healthy one. */
interface KeyCase {
  metadata?: JsonObject & { unread?: string };
  rotation?: { enabled?: boolean; periodDays?: number; unread?: string };
  policy?: string | object[] | { unread: string };
  aliases?: string[] | { unread: string };
}

interface Case {
  name: string;
  key?: (KeyCase & { unread?: string }) | null;
  memory?: { details?: { eventExpiryDays?: number } };
  settings?: { maxEventDays?: number };
  statements?: object[];
}

function casesIn(folder: string): Case[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .flatMap(({ parentPath, name }) =>
      JSON.parse(readFileSync(join(parentPath, name), 'utf8')),
    );
}

const cases = [
  ...casesIn(join(COMMON, 'rules/__cases__')),
  ...casesIn(join(COMMON, 'keyPolicy/__cases__/exposure')),
  ...casesIn(join(COMMON, 'keyPolicy/__cases__/service-access')),
];

/** Every rule has something to say. */
const RULES = {
  'event-retention': { maxDays: 100 },
  'key-approved': { accountIds: [place.accountId] },
};
/** Rules that only warn by themselves fail. */
const STRICT = {
  ...RULES,
  'key-rotation': 'fail',
  'key-policy-service-access': 'fail',
};

const isUnread = (value: unknown) =>
  typeof value === 'object' && value !== null && 'unread' in value;

/** Makes AWS say of a key what a case says; gives its ARN. */
function keyOf(world: CreationWorld, { key, statements }: Case): string {
  const { metadata, rotation, policy, aliases } = (key ?? {}) as KeyCase;
  const unread = (fact: unknown, operation: string) => {
    if (isUnread(fact)) world.sandbox.faults.add({ kind: 'deny', operation });
  };
  unread(key, 'DescribeKey');
  unread(metadata, 'DescribeKey');
  unread(rotation, 'GetKeyRotationStatus');
  unread(policy, 'GetKeyPolicy');
  unread(aliases, 'ListAliases');
  const { state, spec, usage, origin, manager, validTo, deletionDate } =
    metadata ?? {};
  const text = statements ?? policy;
  const changes = {
    keyState: state,
    keySpec: spec,
    keyUsage: usage,
    origin,
    keyManager: manager,
    validTo: validTo && Date.parse(String(validTo)),
    deletionDate: deletionDate && Date.parse(String(deletionDate)),
    rotationPeriodInDays: rotation?.periodDays,
    policy: Array.isArray(text)
      ? JSON.stringify({ Version: '2012-10-17', Statement: text })
      : typeof text === 'string' && text,
  };
  return world.sandbox.state.createKey({
    ...place,
    rotationEnabled: rotation?.enabled ?? true,
    // Those that a case says nothing of are those of a healthy key.
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value)),
  }).arn;
}

describe('creating ends in success', () => {
  let world: CreationWorld;
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

  beforeAll(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => {
    world.sandbox.faults.clear();
    world.sandbox.state.store(place).memories.clear();
  });

  afterAll(() => world.stop());

  const isWorse = (verdict: Verdict, than: Verdict) =>
    VERDICTS.indexOf(verdict) < VERDICTS.indexOf(than);

  it.each(
    cases.map((each, i) => [each.name, each, i % 3 ? RULES : STRICT] as const),
  )(
    'only with the verdict that was said before: %s',
    async (_, each, rules) => {
      world.config = { rules };
      // AWS refuses a token that comes again with another request.
      world.taskId = each.name;
      const encryptionKeyArn = keyOf(world, each);
      const days = each.memory?.details?.eventExpiryDays ?? 90;
      const output = await world
        .run({
          encryptionKeyArn,
          eventExpiryDays: Math.max(3, Math.min(365, days)),
        })
        .catch(() => undefined);
      expect(world.memories()).toHaveLength(output ? 1 : 0);
      if (!output) {
        count('refused');
        return;
      }
      const inventory = world.inventory();
      const memory = await inventory.findMemory(output.memoryArn);
      const key = await inventory
        .createKeyReader()
        .read(encryptionKeyArn, place.accountId);
      const { verdict } = assessMemory(
        {
          memory: memory!,
          key: { ...key, tags: { state: 'absent' } },
          today: new Date().toISOString().slice(0, 10),
        },
        parseRuleSettings(rules),
      );
      count(verdict);
      expect(memory?.tags).toMatchObject({ value: { owner: OWNER } });
      expect(verdict).not.toBe('non-compliant');
      expect(isWorse(verdict, output.verdict as Verdict)).toBe(false);
    },
  );

  it('with a key of a central account that is configured as well', async () => {
    const central = { ...place, accountId: '777700007777' };
    world.provider = {
      ...world.provider,
      accounts: [place.accountId, central.accountId],
    };
    world.config = {
      rules: { 'key-approved': { accountIds: [central.accountId] } },
    };
    world.sandbox.state.addAccount({
      id: central.accountId,
      roles: ['BackstageReader'],
    });
    const statement = (accountId: string) => ({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    });
    const { arn } = world.sandbox.state.createKey({
      ...central,
      rotationEnabled: true,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [statement(central.accountId), statement(place.accountId)],
      }),
    });
    world.taskId = 'central';
    world.catalogRead = { result: AuthorizeResult.ALLOW };
    expect(await world.run({ encryptionKeyArn: arn })).toMatchObject({
      verdict: 'compliant',
    });
  });

  it('in cases of every kind', () => {
    expect([...counts.keys()].sort()).toEqual([
      'at-risk',
      'compliant',
      'refused',
      'unknown',
    ]);
    expect(counts.get('refused')).toBeGreaterThan(20);
    expect(counts.get('compliant')).toBeGreaterThan(20);
  });
});
