import {
  GetMemoryCommand,
  ListMemoriesCommand,
  ListTagsForResourceCommand,
  paginateListMemories,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  useSandbox,
} from '../conformance/__testUtils__/useSandbox';

const sandbox = useSandbox();

describe('faults', () => {
  it.each([
    [
      'deny',
      'AccessDeniedException 403',
      'AccessDeniedException 403',
      'AccessDeniedException 400',
      'AccessDeniedException 400',
      'AccessDenied 403',
    ],
    [
      'throttle',
      'ThrottledException 429',
      'ThrottlingException 429',
      'ThrottlingException 400',
      'ThrottledException 400',
      'Throttling 400',
    ],
    [
      'serverError',
      'ServiceException 500',
      'InternalServerException 500',
      'KMSInternalException 500',
      'InternalServiceException 500',
      'InternalFailure 500',
    ],
  ] as const)(
    '%s returns the error of each service',
    async (kind, ...words) => {
      const { arn } = sandbox.state.createMemory({ ...PLACE, name: 'm' });
      sandbox.faults.add({ kind });
      const calls = [
        sandbox.agentcore().send(new ListMemoriesCommand({})),
        sandbox
          .agentcore()
          .send(new ListTagsForResourceCommand({ resourceArn: arn })),
        sandbox.kms().send(new ListKeysCommand({})),
        sandbox.tagging().send(new GetResourcesCommand({})),
        sandbox.sts().send(new GetCallerIdentityCommand({})),
      ];
      const errors = await Promise.all(calls.map(errorOf));
      expect(errors.map(({ name, status }) => `${name} ${status}`)).toEqual(
        words,
      );
    },
  );

  it('apply to calls in their scope only, by any name of the resource', async () => {
    const { state, faults } = sandbox;
    const one = state.createMemory({ ...PLACE, name: 'one' });
    const two = state.createMemory({ ...PLACE, name: 'two' });
    const key = state.createKey({ ...PLACE, alias: 'k' });
    const get = (memoryId: string) =>
      sandbox.agentcore().send(new GetMemoryCommand({ memoryId }));
    faults.add({ kind: 'deny', account: OTHER_ACCOUNT });
    faults.add({ kind: 'deny', region: 'us-west-2' });
    faults.add({ kind: 'deny', service: 'sts' });
    const id = faults.add({
      kind: 'deny',
      operation: 'GetMemory',
      resource: one.arn,
    });
    expect((await errorOf(get(one.id))).name).toBe('AccessDeniedException');
    await get(two.id);
    expect(faults.remove(id)).toBe(true);
    await get(one.id);

    faults.add({ kind: 'deny', resource: key.arn });
    for (const KeyId of [key.keyId, key.arn, 'alias/k']) {
      expect(
        await errorOf(sandbox.kms().send(new DescribeKeyCommand({ KeyId }))),
      ).toMatchObject({ name: 'AccessDeniedException' });
    }
    faults.clear();
    await sandbox.kms().send(new DescribeKeyCommand({ KeyId: key.keyId }));
  });

  it('expire after the given number of calls', async () => {
    sandbox.faults.add({ kind: 'throttle', times: 2 });
    const list = () => sandbox.kms().send(new ListKeysCommand({}));
    await errorOf(list());
    await errorOf(list());
    await list();
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('fail one page of a listing', async () => {
    for (let i = 0; i < 5; i += 1) {
      sandbox.state.createMemory({ ...PLACE, name: `memory_${i}` });
    }
    sandbox.faults.add({
      kind: 'serverError',
      operation: 'ListMemories',
      page: 2,
    });
    const pages: number[] = [];
    const read = async () => {
      for await (const page of paginateListMemories(
        { client: sandbox.agentcore(), pageSize: 2 },
        {},
      )) {
        pages.push(page.memories!.length);
      }
    };
    expect(await errorOf(read())).toMatchObject({ name: 'ServiceException' });
    expect(pages).toEqual([2]);
  });

  it('reset connections and return garbage', async () => {
    const { faults, calls } = sandbox;
    faults.add({ kind: 'reset', times: 1 });
    faults.add({ kind: 'garbage', times: 1 });
    const list = () => errorOf(sandbox.kms().send(new ListKeysCommand({})));
    expect((await list()).message).toMatch(/ECONNRESET|socket hang up/);
    expect((await list()).name).toBe('SyntaxError');
    expect(calls.list().map(({ status }) => status)).toEqual([0, 200]);
  });

  it('delay a call and then answer it', async () => {
    sandbox.faults.add({ kind: 'delay', ms: 30 });
    const start = performance.now();
    await sandbox.kms().send(new ListKeysCommand({}));
    // Timers may fire a millisecond early.
    expect(performance.now() - start).toBeGreaterThanOrEqual(28);
  });

  it('hang until the sandbox stops', async () => {
    sandbox.faults.add({ kind: 'hang' });
    const call = errorOf(sandbox.kms().send(new ListKeysCommand({})));
    while (sandbox.calls.count({ operation: 'ListKeys' }) === 0) {
      await new Promise(setImmediate);
    }
    await sandbox.stop();
    expect((await call).message).toMatch(/ECONNRESET|socket hang up/);
  });

  it.each([
    [false, 'with an explicit deny in a service control policy'],
    [
      true,
      'because no service control policy allows the bedrock-agentcore:ListMemories action',
    ],
  ])(
    'deny by a policy of the organization says so (implicit: %s)',
    async (implicit, why) => {
      const policy = 'service control policy';
      sandbox.faults.add({ kind: 'deny', policy, implicit });
      expect(
        await errorOf(sandbox.agentcore().send(new ListMemoriesCommand({}))),
      ).toEqual({
        name: 'AccessDeniedException',
        status: 403,
        message: `User: arn:aws:iam::${PLACE.accountId}:user/sandbox is not authorized to perform: bedrock-agentcore:ListMemories on resource: * ${why}`,
      });
    },
  );

  it('omitLists leaves lists out, textLists answers them as text, and the rest stays', async () => {
    for (let i = 0; i < 11; i += 1) {
      sandbox.state.createMemory({ ...PLACE, name: `m${i}` });
    }
    const list = () => sandbox.agentcore().send(new ListMemoriesCommand({}));
    sandbox.faults.add({ kind: 'omitLists', times: 1 });
    const omitted = await list();
    expect(omitted.memories).toBeUndefined();
    expect(omitted.nextToken).toBeDefined();
    sandbox.faults.add({ kind: 'omitLists', operation: 'ListKeys' });
    const { Keys } = await sandbox.kms().send(new ListKeysCommand({}));
    expect(Keys).toBeUndefined();
    sandbox.faults.add({ kind: 'textLists', times: 1 });
    expect((await list()).memories).toBe('not a list');
    expect((await list()).memories).toHaveLength(10);
  });
});
