import { readFileSync } from 'node:fs';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { newKeyPolicy } from 'backstage-plugin-agentcore-memory-common';
import { parse } from 'yaml';
import {
  ALIAS,
  CreationWorld,
  OWNER,
  place,
} from '../__testUtils__/CreationWorld';
import { examples } from './createKey.examples';

describe('agentcore-memory:create-key', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  const keys = () => [...world.sandbox.state.store(place).keys.values()];
  const count = (operation: string) => world.sandbox.calls.count({ operation });
  const refusal = (input: Record<string, unknown> = {}, more = {}) =>
    world.runKey(input, more).then(
      () => 'It was not refused',
      ({ message }) => message,
    );

  it('creates a rotated key with alias, tags and a policy for AgentCore alone', async () => {
    world.config = { writer: { defaultTags: { CostCenter: 'CC-1' } } };
    const output = await world.runKey({
      tags: [{ key: 'stage', value: 'prod' }],
    });
    const [key] = keys();
    expect(output).toEqual({ keyArn: key.arn, alias: ALIAS, adopted: false });
    expect(key).toMatchObject({
      keySpec: 'SYMMETRIC_DEFAULT',
      keyState: 'Enabled',
      rotationEnabled: true,
      description: `AgentCore memories of ${OWNER}`,
      tags: { CostCenter: 'CC-1', stage: 'prod', owner: OWNER },
    });
    expect(JSON.parse(key.policy)).toEqual(newKeyPolicy(place));
    expect(
      world.sandbox.state.store(place).aliases.get(ALIAS)?.targetKeyId,
    ).toBe(key.keyId);
  });

  it('makes a key with which a memory is compliant', async () => {
    const { keyArn } = await world.runKey({});
    expect(await world.run({ encryptionKeyArn: keyArn })).toMatchObject({
      verdict: 'compliant',
      warnings: [],
    });
  });

  it('makes exactly the calls that the documented policies allow', async () => {
    await world.runKey({}, { checkpoints: new Map([['key.begin', {}]]) });
    const actions = (policy: string) =>
      JSON.parse(
        readFileSync(
          `${__dirname}/../../../../docs/iam/${policy}.json`,
          'utf8',
        ),
      ).Statement.flatMap(
        ({ Sid, Action }: { Sid: string; Action: string | string[] }) =>
          Sid.startsWith('WhatAwsChecks') ? [] : [Action].flat(),
      );
    const calls = Object.keys(world.sandbox.calls.countsByOperation());
    const written = actions('create-key');
    expect([...new Set(written)].sort()).toEqual([
      'kms:CreateAlias',
      'kms:CreateKey',
      'kms:EnableKeyRotation',
    ]);
    expect(calls).toEqual(expect.arrayContaining(written));
    expect([...actions('read'), ...written, 'sts:GetCallerIdentity']).toEqual(
      expect.arrayContaining(calls),
    );
  });

  describe('makes one key', () => {
    it('however often the step runs', async () => {
      const first = await world.runKey({});
      expect(await world.runKey({})).toEqual({ ...first, adopted: true });
      expect(count('CreateKey')).toBe(1);
      expect(keys()).toHaveLength(1);
    });

    it('where an earlier run did not hear that AWS made it', async () => {
      const checkpoints = new Map();
      world.sandbox.faults.add({
        kind: 'deny',
        operation: 'EnableKeyRotation',
        times: 1,
      });
      await expect(world.runKey({}, { checkpoints })).rejects.toThrow(
        /kms:EnableKeyRotation/,
      );
      // It crashed before it could remember the key.
      checkpoints.delete(
        `key.create.${place.accountId}.${place.region}.${ALIAS}`,
      );
      const [key] = keys();
      expect(await world.runKey({}, { checkpoints })).toEqual({
        keyArn: key.arn,
        alias: ALIAS,
        adopted: true,
      });
      expect(keys()).toHaveLength(1);
      expect(keys()[0].rotationEnabled).toBe(true);
    });

    it('and none where it can’t tell whether an earlier run made one', async () => {
      const checkpoints = new Map();
      world.sandbox.faults.add({
        kind: 'reset',
        operation: 'CreateKey',
        times: 1,
      });
      await expect(world.runKey({}, { checkpoints })).rejects.toThrow();
      world.sandbox.faults.add({ kind: 'deny', operation: 'GetResources' });
      expect(await refusal({}, { checkpoints })).toMatch(
        /Whether an earlier run of this step made a key can't be told/,
      );
      expect(count('CreateKey')).toBe(1);
    });

    it('after a run in which AWS refused to make any', async () => {
      const checkpoints = new Map();
      world.sandbox.faults.add({
        kind: 'deny',
        operation: 'CreateKey',
        times: 1,
      });
      expect(await refusal({}, { checkpoints })).toMatch(/^kms:CreateKey/);
      expect(await world.runKey({}, { checkpoints })).toMatchObject({
        adopted: false,
      });
      expect(keys()).toHaveLength(1);
    });
  });

  it('waits until AWS knows the new key', async () => {
    world.sandbox.faults.add({
      kind: 'refuse',
      operation: 'EnableKeyRotation',
      times: 2,
      error: {
        code: 'NotFoundException',
        message: 'Key does not exist',
        status: 400,
      },
    });
    world.sandbox.faults.add({
      kind: 'refuse',
      operation: 'CreateAlias',
      times: 1,
      error: {
        code: 'NotFoundException',
        message: 'Key does not exist',
        status: 400,
      },
    });
    await world.runKey({});
    expect(keys()[0].rotationEnabled).toBe(true);
    expect(count('CreateKey')).toBe(1);
  });

  describe('refuses, creates nothing and says why:', () => {
    /** The refusal, where no key was created. */
    const cleanRefusal = async (
      input: Record<string, unknown> = {},
      more = {},
    ) => {
      const message = await refusal(input, more);
      return count('CreateKey') === 0 ? message : `It made a key. ${message}`;
    };

    it.each<[string, Record<string, unknown>, RegExp]>([
      [
        'an alias without its prefix',
        { alias: 'notes' },
        /^alias: must begin with alias\//,
      ],
      [
        'an alias of AWS',
        { alias: 'alias/aws/notes' },
        /^alias: must begin with alias\//,
      ],
      ['an alias with a space', { alias: 'alias/my notes' }, /^alias: /],
      [
        'an alias that is too long',
        { alias: `alias/${'n'.repeat(251)}` },
        /^alias: /,
      ],
      ['an owner that is none', { owner: 'component:default/x' }, /^owner: /],
      ['a malformed account', { accountId: '12' }, /^accountId: /],
      [
        'a field that there is none',
        { policy: '{}' },
        /^policy: is not a field/,
      ],
      [
        'an account that is not configured',
        { accountId: '999999999999' },
        /^No entry of .* covers account/,
      ],
      [
        'a region that is not configured',
        { region: 'us-east-1' },
        /^No entry of .* covers account/,
      ],
    ])('%s', async (_, input, message) => {
      expect(await cleanRefusal(input)).toMatch(message);
      expect(world.sandbox.calls.count({})).toBe(0);
    });

    it('an alias that another key has', async () => {
      world.sandbox.state.createKey({ ...place, alias: ALIAS });
      expect(await cleanRefusal()).toMatch(
        /^alias: alias\/agentcore\/notes is taken/,
      );
      expect(await cleanRefusal({}, { isDryRun: true })).toMatch(/is taken/);
    });

    it('an alias of which AWS does not say whether it is taken', async () => {
      world.sandbox.faults.add({ kind: 'deny', operation: 'DescribeKey' });
      expect(await cleanRefusal()).toMatch(/^alias: whether .* can't be told/);
    });

    it('what the person may not do', async () => {
      world.memberships = [];
      expect(await cleanRefusal()).toMatch(/agentcore-memory.key.create/);
      world.memberships = [OWNER];
      world.decision = { result: AuthorizeResult.DENY };
      expect(await cleanRefusal()).toMatch(
        /the permission policy does not allow it/,
      );
      expect(world.sandbox.calls.count({})).toBe(0);
      expect(world.audited).toMatchObject([
        { eventId: 'key-create', outcome: 'failed' },
        { eventId: 'key-create', outcome: 'failed' },
      ]);
    });

    it('a key that would be on no list of approved keys', async () => {
      world.config = {
        rules: { 'key-approved': { accountIds: ['999999999999'] } },
      };
      expect(await cleanRefusal()).toMatch(/key-approved/);
    });

    it('in a dry run, which prints the requests', async () => {
      await world.runKey({}, { isDryRun: true });
      const printed = world.logger.info.mock.calls.map(([text]) => text);
      expect(printed).toEqual([
        expect.stringMatching(
          /: CreateKey \{.*"KeySpec":"SYMMETRIC_DEFAULT".*"Policy":/,
        ),
        expect.stringMatching(/: EnableKeyRotation \{/),
        expect.stringMatching(
          /: CreateAlias \{"AliasName":"alias\/agentcore\/notes"/,
        ),
      ]);
      expect(world.audited).toEqual([]);
      expect(count('CreateKey')).toBe(0);
    });
  });

  it('is red with the words of AWS where the policy would lock its creator out', async () => {
    world.sandbox.faults.add({
      kind: 'refuse',
      operation: 'CreateKey',
      error: {
        code: 'MalformedPolicyDocumentException',
        message:
          'The new key policy will not allow you to update the key policy in the future.',
        status: 400,
      },
    });
    expect(await refusal()).toMatch(
      /will not allow you to update the key policy/,
    );
    expect(world.audited).toMatchObject([
      { eventId: 'key-create', outcome: 'failed' },
    ]);
  });

  it('is red and names the key where the alias was taken meanwhile', async () => {
    world.sandbox.faults.add({
      kind: 'refuse',
      operation: 'CreateAlias',
      error: { code: 'AlreadyExistsException', message: 'exists', status: 400 },
    });
    expect(await refusal()).toMatch(
      new RegExp(`^alias: .* was taken meanwhile. The key ${keys()[0].arn}`),
    );
  });

  it('is red where AWS does not rotate the key', async () => {
    world.sandbox.faults.add({ kind: 'deny', operation: 'EnableKeyRotation' });
    expect(await refusal()).toBe(
      `kms:EnableKeyRotation: AccessDeniedException (the key ${
        keys()[0].arn
      } was created)`,
    );
  });

  it('puts on record who created what', async () => {
    const { keyArn } = await world.runKey({});
    expect(world.audited).toMatchObject([
      {
        eventId: 'key-create',
        outcome: 'succeeded',
        meta: {
          ...place,
          owner: OWNER,
          alias: ALIAS,
          initiator: 'user:default/mock',
        },
        result: { keyArn },
      },
      {
        eventId: 'key-enable-rotation',
        outcome: 'succeeded',
        meta: { keyArn },
      },
      { eventId: 'key-create-alias', outcome: 'succeeded', meta: { keyArn } },
    ]);
  });

  it('stops when the task is cancelled', async () => {
    const abort = new AbortController();
    world.sandbox.faults.add({ kind: 'hang', operation: 'EnableKeyRotation' });
    const running = world.runKey({}, { signal: abort.signal });
    setTimeout(() => abort.abort(), 150);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('hears of the key that AWS makes while the task is cancelled, and goes on with it', async () => {
    const checkpoints = new Map();
    const abort = new AbortController();
    world.sandbox.faults.add({
      kind: 'delay',
      ms: 150,
      operation: 'CreateKey',
    });
    const running = world.runKey({}, { signal: abort.signal, checkpoints });
    setTimeout(() => abort.abort(), 80);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(world.audited[0]).toMatchObject({
      eventId: 'key-create',
      outcome: 'succeeded',
      result: { keyArn: keys()[0].arn },
    });
    expect(await world.runKey({}, { checkpoints })).toMatchObject({
      keyArn: keys()[0].arn,
    });
    expect(keys()).toHaveLength(1);
  });

  it('counts the tag of the request among the fifty', async () => {
    const tags = Array.from({ length: 49 }, (_, i) => ({
      key: `t${i}`,
      value: '',
    }));
    expect(await refusal({ tags })).toMatch(
      /^tags: with the one of a new key, 51/,
    );
    expect(count('CreateKey')).toBe(0);
  });

  it.each(examples.map(e => [e.description, e.example]))(
    'has an example that runs: %s',
    async (_, example) => {
      const [{ action, input }, next] = parse(example).steps;
      expect(action).toBe('agentcore-memory:create-key');
      world.memberships = [input.owner];
      world.catalogRead = { result: AuthorizeResult.ALLOW };
      world.provider = {
        accounts: [input.accountId],
        regions: [input.region],
        ownerTags: ['owner'],
      };
      const { keyArn, alias } = await world.runKey(input);
      expect(alias).toBe(input.alias);
      expect(world.sandbox.state.findKey(keyArn)).toMatchObject({
        rotationEnabled: true,
        tags: expect.objectContaining({ owner: input.owner }),
      });
      if (!next) return;
      expect(next.input.encryptionKeyArn).toBe(
        '${{ steps.key.output.keyArn }}',
      );
      expect(
        await world.run({ ...next.input, encryptionKeyArn: keyArn }),
      ).toMatchObject({ verdict: 'compliant' });
    },
  );
});
