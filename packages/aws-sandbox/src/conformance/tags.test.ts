import {
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  GetResourcesCommand,
  paginateGetResources,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { memoryArn } from '../state/arn';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();

describe('tags of a memory', () => {
  it('are set, listed and removed, without touching updatedAt', async () => {
    const { arn } = sandbox.state.createMemory({
      ...PLACE,
      name: 'tagged',
    });
    const before = sandbox.state.findMemory(arn)!.updatedAt;
    sandbox.clock.advance(1000);
    const client = sandbox.agentcore();
    const set = await client.send(
      new TagResourceCommand({
        resourceArn: arn,
        tags: { owner: 'group:default/a', empty: '' },
      }),
    );
    expect(set.$metadata.httpStatusCode).toBe(204);
    const list = () =>
      client.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    expect((await list()).tags).toEqual({
      owner: 'group:default/a',
      empty: '',
    });
    await client.send(
      new UntagResourceCommand({
        resourceArn: arn,
        tagKeys: ['empty', 'never was'],
      }),
    );
    expect((await list()).tags).toEqual({ owner: 'group:default/a' });
    expect(sandbox.state.findMemory(arn)!.updatedAt).toBe(before);
  });

  it('refuses invalid ARNs and tags, and memories that do not exist or belong to other accounts', async () => {
    const { arn } = sandbox.state.createMemory({
      ...PLACE,
      name: 'tagged',
    });
    const foreign = sandbox.state.createMemory({
      accountId: OTHER_ACCOUNT,
      region: REGION,
      name: 'foreign',
    });
    const client = sandbox.agentcore();
    const list = (resourceArn: string) =>
      errorOf(client.send(new ListTagsForResourceCommand({ resourceArn })));
    expect(await list('arn:aws:s3:::another-bucket')).toMatchObject({
      name: 'ValidationException',
      status: 400,
    });
    for (const unknown of [
      memoryArn(PLACE, 'unknown-0123456789'),
      foreign.arn,
    ]) {
      expect(await list(unknown)).toMatchObject({
        name: 'ResourceNotFoundException',
        status: 404,
      });
    }
    expect(
      await errorOf(
        client.send(
          new TagResourceCommand({ resourceArn: arn, tags: { 'a;b': '' } }),
        ),
      ),
    ).toMatchObject({ name: 'ValidationException', status: 400 });
  });
});

describe('GetResources', () => {
  it('returns ARNs with tags, filtered by type and tag', async () => {
    const { state } = sandbox;
    const mine = state.createMemory({
      ...PLACE,
      name: 'mine',
      tags: { owner: 'a', stage: 'test' },
    });
    const yours = state.createMemory({
      ...PLACE,
      name: 'yours',
      tags: { owner: 'b' },
    });
    const key = state.createKey({ ...PLACE, tags: { owner: 'a' } });
    state.createMemory({ ...PLACE, name: 'never_tagged' });
    state.createMemory({
      accountId: OTHER_ACCOUNT,
      region: REGION,
      name: 'foreign',
      tags: { owner: 'a' },
    });
    const find = async (input: GetResourcesCommand['input']) => {
      const { ResourceTagMappingList } = await sandbox
        .tagging()
        .send(new GetResourcesCommand(input));
      return ResourceTagMappingList!.map(({ ResourceARN }) => ResourceARN);
    };
    expect(await find({})).toEqual([mine.arn, yours.arn, key.arn]);
    const memories = { ResourceTypeFilters: ['bedrock-agentcore:memory'] };
    expect(await find(memories)).toEqual([mine.arn, yours.arn]);
    expect(await find({ ResourceTypeFilters: ['kms'] })).toEqual([key.arn]);
    expect(
      await find({
        ...memories,
        TagFilters: [{ Key: 'owner', Values: ['a', 'c'] }, { Key: 'stage' }],
      }),
    ).toEqual([mine.arn]);
    expect(await find({ ResourceARNList: [key.arn] })).toEqual([key.arn]);

    state.setTags(yours.arn, {});
    const { ResourceTagMappingList } = await sandbox
      .tagging()
      .send(new GetResourcesCommand(memories));
    expect(ResourceTagMappingList).toEqual([
      {
        ResourceARN: mine.arn,
        Tags: [
          { Key: 'owner', Value: 'a' },
          { Key: 'stage', Value: 'test' },
        ],
      },
      { ResourceARN: yours.arn, Tags: [] },
    ]);
  });

  it('returns pages', async () => {
    for (let i = 0; i < 7; i += 1) {
      sandbox.state.createMemory({
        ...PLACE,
        name: `memory_${i}`,
        tags: { i: `${i}` },
      });
    }
    const sizes = [];
    for await (const page of paginateGetResources(
      { client: sandbox.tagging() },
      { ResourcesPerPage: 3 },
    )) {
      sizes.push(page.ResourceTagMappingList!.length);
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(sandbox.calls.list().map(({ page }) => page)).toEqual([1, 2, 3]);
  });

  it.each<[string, GetResourcesCommand['input']]>([
    ['page sizes out of range', { ResourcesPerPage: 101 }],
    ['a foreign token', { PaginationToken: 'nonsense' }],
    [
      'ARNs with filters',
      { ResourceARNList: ['arn'], ResourceTypeFilters: ['kms:key'] },
    ],
  ])('refuses %s', async (_, input) => {
    expect(
      await errorOf(sandbox.tagging().send(new GetResourcesCommand(input))),
    ).toMatchObject({ name: 'InvalidParameterException', status: 400 });
  });
});
