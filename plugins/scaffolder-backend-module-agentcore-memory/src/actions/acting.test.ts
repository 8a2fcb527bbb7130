import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { agentCoreMemoryCreatePermission } from 'backstage-plugin-agentcore-memory-common';
import { memoryChangePolicy } from 'backstage-plugin-agentcore-memory-node';
import {
  CreationWorld,
  OWNER,
  place,
  tagList,
} from '../__testUtils__/CreationWorld';

const OTHER = 'group:default/payments';
const { conditions } = memoryChangePolicy;
const NOT_SHOWN =
  'encryptionKeyArn: a memory with this key would not be compliant, or nobody could tell. Why is shown to those who may read the key in the catalog, and in the audit log. Nothing was created.';

function conditional(
  ...[condition]: Parameters<
    typeof memoryChangePolicy.createConditionalDecision
  > extends [unknown, infer C]
    ? [C]
    : never
): PolicyDecision {
  return memoryChangePolicy.createConditionalDecision(
    agentCoreMemoryCreatePermission,
    condition,
  );
}

describe('acting for people', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  /** Refused before AWS was asked anything. */
  async function refusedAtOnce(
    input: Record<string, unknown> = {},
    more: { isDryRun?: boolean } = {},
  ): Promise<string> {
    const encryptionKeyArn = world.goodKey().arn;
    const message = await world.refusal({ encryptionKeyArn, ...input }, more);
    expect(world.sandbox.calls.countsByOperation()).toEqual({});
    return message;
  }

  const created = async (input: Record<string, unknown> = {}) => {
    const encryptionKeyArn = world.goodKey().arn;
    return (await world.run({ encryptionKeyArn, ...input })).memoryArn;
  };

  describe('where the policy allows it, a member of the owner may create', () => {
    it('and nobody else', async () => {
      expect(await refusedAtOnce({ owner: OTHER })).toBe(
        'You may not do this (agentcore-memory.memory.create) for group:default/payments in eu-central-1 of account 111122223333: you are not a member of the owner',
      );
      expect(await created()).toBeDefined();
    });

    it('with refs in any case', async () => {
      world.memberships = ['Group:Default/Customer-Support'];
      expect(
        await created({ owner: 'Group:Default/CUSTOMER-support' }),
      ).toBeDefined();
      expect(world.memories()[0].tags).toEqual({ owner: OWNER });
    });

    it('and no service, which is nobody’s member', async () => {
      world.credentials = mockCredentials.service();
      expect(await refusedAtOnce()).toMatch(/only a user can be a member/);
    });
  });

  it('asks for nothing where the policy denies it', async () => {
    world.decision = { result: AuthorizeResult.DENY };
    expect(await refusedAtOnce()).toMatch(/policy does not allow it/);
    expect(await refusedAtOnce({}, { isDryRun: true })).toMatch(
      /policy does not allow it/,
    );
  });

  describe('a policy that gives conditions decides alone:', () => {
    it('anybody for any owner', async () => {
      world.memberships = [];
      world.decision = conditional(conditions.hasAnyOwner());
      expect(await created({ owner: OTHER })).toBeDefined();
    });

    it('some owners, in any case, in some accounts', async () => {
      world.memberships = [];
      world.decision = conditional({
        allOf: [
          conditions.hasOwner({ owners: ['Group:Default/Payments'] }),
          conditions.inAccount({ accountIds: [place.accountId] }),
        ],
      });
      expect(await created({ owner: OTHER })).toBeDefined();
      world.sandbox.calls.clear();
      expect(await refusedAtOnce({ owner: OWNER })).toMatch(/policy does not/);
    });

    it('no other account', async () => {
      world.decision = conditional(
        conditions.inAccount({ accountIds: ['999999999999'] }),
      );
      expect(await refusedAtOnce()).toMatch(/policy does not allow it/);
    });
  });

  it('takes no owner that does not exist for the initiator', async () => {
    world.shows = ref => ref !== OWNER;
    expect(await refusedAtOnce()).toBe(
      `owner: there is no ${OWNER}, or you may not see it`,
    );
  });

  it.each([
    ['an account', { accountId: '999999999999' }],
    ['a region', { region: 'us-east-2' }],
  ])('takes no %s that is not configured', async (_, change) => {
    const at = { ...place, ...change };
    // Its owner would let Backstage in.
    world.sandbox.state.addAccount({
      id: '999999999999',
      roles: ['BackstageReader'],
    });
    expect(
      await refusedAtOnce({
        ...change,
        encryptionKeyArn: `arn:aws:kms:${at.region}:${at.accountId}:key/23cd0ad5-0000-4000-8000-000000000000`,
      }),
    ).toBe(
      `No entry of catalog.providers.agentCoreMemory covers account ${at.accountId} in ${at.region}`,
    );
  });

  it('takes no key of another partition', async () => {
    expect(
      await refusedAtOnce({
        encryptionKeyArn: `arn:aws-cn:kms:${place.region}:${place.accountId}:key/23cd0ad5-0000-4000-8000-000000000000`,
      }),
    ).toBe(
      'encryptionKeyArn: the key is in the partition aws-cn, the memory would be in aws',
    );
  });

  describe('execution roles', () => {
    const role = (path: string, account = place.accountId) =>
      `arn:aws:iam::${account}:role/${path}`;

    beforeEach(() => {
      world.config = {
        writer: {
          executionRoles: ['/agentcore/', role('single')],
        },
      };
    });

    it.each(['agentcore/Memory', 'agentcore/team-a/Memory', 'single'])(
      'may be %s',
      async name => {
        await created({ executionRoleArn: role(name) });
        expect(world.memories()[0].memoryExecutionRoleArn).toBe(role(name));
      },
    );

    it.each([
      ['admin', role('Admin')],
      ['a path that only begins like it', role('agentcore-admin/Memory')],
      ['the same name elsewhere', role('x/single')],
    ])('may not be %s', async (_, executionRoleArn) => {
      expect(await refusedAtOnce({ executionRoleArn })).toMatch(
        /^executionRoleArn: .*(not one that|not the ARN)/,
      );
    });

    it('may not be of another account', async () => {
      expect(
        await refusedAtOnce({
          executionRoleArn: role('agentcore/Memory', '999999999999'),
        }),
      ).toMatch(/^executionRoleArn: the role is in account 999999999999/);
    });

    it('are none where none is configured', async () => {
      world.config = {};
      expect(
        await refusedAtOnce({ executionRoleArn: role('agentcore/Memory') }),
      ).toMatch(/agentCoreMemory.writer.executionRoles/);
    });
  });

  describe('tags', () => {
    it('are those of the configuration, of the form, and the owner’s', async () => {
      world.config = { writer: { defaultTags: { CostCenter: 'CC-1' } } };
      await created({ tags: tagList({ stage: 'prod' }) });
      expect(world.memories()[0].tags).toEqual({
        CostCenter: 'CC-1',
        stage: 'prod',
        owner: OWNER,
      });
      world.sandbox.calls.clear();
      expect(
        await refusedAtOnce({ tags: tagList({ costcenter: 'CC-0' }) }),
      ).toBe('tags.0.key: "costcenter" is configured for all');
    });

    it('name the owner as the scan will look for it', async () => {
      world.provider = { ...world.provider, ownerTags: ['team', 'owner'] };
      await created({ tags: tagList({ owner: 'group:default/x' }) });
      expect(world.memories()[0].tags).toEqual({
        owner: 'group:default/x',
        team: OWNER,
      });
    });

    it.each<[Record<string, string>, RegExp]>([
      [{ 'aws:x': 'y' }, /^tags: the tag "aws:x" begins with aws:/],
      [{ a: 'ü' }, /^tags: the tag "a" has a value with characters/],
      [{ ['k'.repeat(129)]: '' }, /^tags: .* 1 to 128/],
      [{ a: 'v'.repeat(257) }, /^tags: .* at most 256/],
      [
        Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ''])),
        /^tags: must be at most 50/,
      ],
    ])('%j are refused', async (tags, message) => {
      expect(await refusedAtOnce({ tags: tagList(tags) })).toMatch(message);
    });

    it('of a form don’t say who the owner is, and fifty leave no room for it', async () => {
      expect(await refusedAtOnce({ tags: tagList({ Owner: OTHER }) })).toMatch(
        /^tags: "Owner" says who the owner is/,
      );
      const fifty = Object.fromEntries(
        Array.from({ length: 50 }, (_, i) => [`t${i}`, '']),
      );
      expect(await refusedAtOnce({ tags: tagList(fifty) })).toMatch(
        /^tags: 51 tags/,
      );
    });

    it('may have any key once, and no value', async () => {
      await created({
        tags: [{ key: 'constructor' }, { key: '__proto__', value: 'x' }],
      });
      expect(Object.entries(world.memories()[0].tags)).toEqual([
        ['constructor', ''],
        ['__proto__', 'x'],
        ['owner', OWNER],
      ]);
      const twice = [{ key: 'a' }, { key: 'a', value: 'b' }];
      expect(
        await world.refusal({
          encryptionKeyArn: world.goodKey().arn,
          tags: twice,
        }),
      ).toBe('tags.1.key: "a" is there twice');
    });

    it('that are mapped to another owner are refused', async () => {
      world.provider = { ...world.provider, ownerMap: { [OWNER]: OTHER } };
      expect(await refusedAtOnce()).toMatch(/^owner: the configured ownerMap/);
    });

    it('can’t name an owner where no tag does', async () => {
      world.provider = { ...world.provider, ownerTags: [] };
      expect(await refusedAtOnce()).toMatch(/^owner: no ownerTags/);
    });
  });

  describe('the audit log', () => {
    const who = {
      initiator: 'user:default/mock',
      taskId: 'task-1',
      ...place,
      owner: OWNER,
    };

    it('says who created what, where, and how it ended', async () => {
      const key = world.goodKey();
      const { memoryArn, memoryId } = await world.run({
        encryptionKeyArn: key.arn,
      });
      expect(world.audited).toEqual([
        {
          eventId: 'memory-create',
          severityLevel: 'medium',
          outcome: 'succeeded',
          meta: { ...who, name: 'notes', encryptionKeyArn: key.arn },
          result: { arn: memoryArn, memoryId },
        },
      ]);
      // Nothing was changed in AWS.
      await world.run({ encryptionKeyArn: key.arn });
      expect(world.audited).toHaveLength(1);
    });

    it('says what was malformed', async () => {
      await world.refusal({
        encryptionKeyArn: world.goodKey().arn,
        executionRoleArn: `arn:aws:iam::${place.accountId}:role/Admin`,
      });
      expect(world.audited).toMatchObject([
        {
          outcome: 'failed',
          error: expect.stringContaining('executionRoles'),
          meta: who,
        },
      ]);
    });

    it('says what AWS refused, and more of it than the initiator is told', async () => {
      world.sandbox.faults.add({ kind: 'deny', operation: 'CreateMemory' });
      expect(
        await world.refusal({ encryptionKeyArn: world.goodKey().arn }),
      ).toMatch(
        /^bedrock-agentcore:CreateMemory: AccessDeniedException Compare the roles/,
      );
      expect(world.audited).toMatchObject([
        {
          outcome: 'failed',
          error: expect.stringMatching(/not authorized to perform/),
          meta: who,
        },
      ]);
    });

    it('says why an organisation did not answer, which the initiator is not told', async () => {
      world.provider = {
        organization: { accountId: place.accountId },
        ownerTags: ['owner'],
      };
      world.sandbox.faults.add({ kind: 'deny', service: 'organizations' });
      const accountId = '123412341234';
      const encryptionKeyArn = world.goodKey().arn;
      expect(await world.refusal({ accountId, encryptionKeyArn })).toBe(
        'accountId: whether the account is configured is not known at the moment. Nothing was created.',
      );
      expect(world.audited.at(-1)?.error).toMatch(
        /organizations:ListAccounts: AccessDenied/,
      );
    });

    it('says what was not allowed, where, and why a key was refused', async () => {
      await world.refusal({
        accountId: '999999999999',
        encryptionKeyArn: world.goodKey().arn,
      });
      expect(world.audited.splice(0)).toMatchObject([
        {
          outcome: 'failed',
          error: expect.stringContaining('covers account 999999999999'),
          meta: { ...who, accountId: '999999999999' },
        },
      ]);
      await world.refusal({
        encryptionKeyArn: world.goodKey().arn,
        owner: OTHER,
      });
      world.shows = ref => ref === OWNER;
      const key = world.sandbox.state.createKey({
        ...place,
        keyState: 'Disabled',
      });
      await world.refusal({ encryptionKeyArn: key.arn });
      expect(world.audited).toMatchObject([
        { outcome: 'failed', error: expect.stringContaining('not a member') },
        {
          outcome: 'failed',
          error: expect.stringContaining('key is disabled'),
        },
      ]);
    });
  });

  describe('tells no more than the catalog would:', () => {
    const dryRuns = [{ isDryRun: true }, { isDryRun: false }];

    it.each(dryRuns)('what a key is like (%j)', async more => {
      const deleted = world.sandbox.state.createKey({
        ...place,
        keyState: 'PendingDeletion',
        deletionDate: Date.parse('2026-12-17'),
      });
      const disabled = world.sandbox.state.createKey({
        ...place,
        keyState: 'Disabled',
      });
      const unknown = world.sandbox.state.createKey({
        ...place,
        keyState: 'Melting' as 'Disabled',
      });
      const shown = await world.refusal(
        { encryptionKeyArn: deleted.arn },
        more,
      );
      expect(shown).toContain('2026-12-17');
      world.shows = ref => ref === OWNER;
      const hidden = await Promise.all(
        [deleted, disabled, unknown].map(({ arn }) =>
          world.refusal({ encryptionKeyArn: arn }, more),
        ),
      );
      expect(new Set(hidden)).toEqual(new Set([NOT_SHOWN]));
    });

    it('to who registered an entity by the name of ours', async () => {
      const { arn } = world.sandbox.state.createKey({
        ...place,
        keyState: 'Disabled',
      });
      world.isSquatted = true;
      expect(await world.refusal({ encryptionKeyArn: arn })).toBe(NOT_SHOWN);
    });

    it('but everything to who may read everything, also of a key that nothing uses yet', async () => {
      const { arn } = world.sandbox.state.createKey({
        ...place,
        keyState: 'Disabled',
      });
      world.shows = ref => ref === OWNER;
      world.catalogRead = { result: AuthorizeResult.ALLOW };
      expect(await world.refusal({ encryptionKeyArn: arn })).toContain(
        'key is disabled',
      );
    });

    it.each(dryRuns)('what a memory of that name is like (%j)', async more => {
      const key = world.goodKey();
      world.sandbox.state.createMemory({
        ...place,
        name: 'notes',
        encryptionKeyArn: world.goodKey().arn,
        tags: { owner: OTHER },
      });
      const input = { encryptionKeyArn: key.arn };
      expect(await world.refusal(input, more)).toMatch(
        /encryptionKeyArn is arn/,
      );
      world.shows = ref => ref === OWNER;
      expect(await world.refusal(input, more)).toBe(
        'name: "notes" is taken in eu-central-1 of account 111122223333. Choose another name. Nothing was created.',
      );
    });

    it('what is to be warned of about a key', async () => {
      const key = world.sandbox.state.createKey(place);
      const input = { encryptionKeyArn: key.arn };
      expect(await world.run(input)).toMatchObject({
        verdict: 'at-risk',
        warnings: [expect.stringMatching(/^key-rotation: /)],
      });
      world.shows = ref => ref === OWNER;
      const { warnings } = await world.run({ ...input, name: 'others' });
      expect(warnings).toEqual([
        'What is to be said of the key, the page of the memory will say.',
      ]);
    });
  });
});
