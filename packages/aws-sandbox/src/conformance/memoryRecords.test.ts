import {
  BatchCreateMemoryRecordsCommand,
  BatchDeleteMemoryRecordsCommand,
  GetMemoryRecordCommand,
  ListMemoryRecordsCommand,
  MemoryRecordCreateInput,
  MemoryRecordSummary,
  paginateListMemoryRecords,
} from '@aws-sdk/client-bedrock-agentcore';
import {
  CreateMemoryCommand,
  GetMemoryCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { errorOf, PLACE, useSandbox } from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const CREATED = new Date('2026-02-03T04:05:06.789Z');
const STRATEGY = 'facts-0123456789';
const UNKNOWN_RECORD = 'mem-00000000-0000-4000-8000-000000000000';
const TYPE_KEY = 'x-amz-agentcore-memory-recordType';
const BASE = { [TYPE_KEY]: { stringValue: 'BASE' } };

function newMemory(indexedKeys?: Array<{ key: string; type: string }>) {
  return sandbox.state.createMemory({
    ...PLACE,
    name: 'chat',
    indexedKeys,
    strategies: [
      {
        strategyId: STRATEGY,
        name: 'facts',
        type: 'SEMANTIC',
        namespaceTemplates: ['/facts/{actorId}'],
        memoryRecordSchema: {
          metadataSchema: [{ key: 'priority', type: 'STRING' }],
        },
        status: 'ACTIVE',
        createdAt: 0,
        updatedAt: 0,
      },
    ],
  });
}

function record(
  requestIdentifier: string,
  more: Partial<MemoryRecordCreateInput> = {},
): MemoryRecordCreateInput {
  return {
    requestIdentifier,
    namespaces: ['/facts/ann'],
    content: { text: `Text of ${requestIdentifier}` },
    timestamp: CREATED,
    ...more,
  };
}

function create(
  memoryId: string,
  records: MemoryRecordCreateInput[],
  clientToken?: string,
) {
  return sandbox
    .agentcoreData()
    .send(
      new BatchCreateMemoryRecordsCommand({ memoryId, records, clientToken }),
    );
}

async function list(memoryId: string, input: object) {
  const records: MemoryRecordSummary[] = [];
  for await (const page of paginateListMemoryRecords(
    { client: sandbox.agentcoreData() },
    { memoryId, ...input },
  )) {
    records.push(...page.memoryRecordSummaries!);
  }
  return records;
}

async function texts(memoryId: string, input: object) {
  return (await list(memoryId, input)).map(({ content }) =>
    content!.text!.replace('Text of ', ''),
  );
}

describe('BatchCreateMemoryRecords', () => {
  it('stores records with the time and metadata of the caller', async () => {
    const { id, arn } = newMemory();
    const metadata = {
      owner: { stringValue: 'Ann' },
      tags: { stringListValue: ['a', 'b'] },
      weight: { numberValue: 1.5 },
      due: { dateTimeValue: CREATED },
    };
    const result = await create(arn, [
      record('one', { metadata }),
      record('two', { namespaces: [] }),
    ]);
    expect(result).toMatchObject({
      $metadata: { httpStatusCode: 201 },
      successfulRecords: [
        {
          requestIdentifier: 'one',
          status: 'SUCCEEDED',
          memoryRecordId: expect.stringMatching(/^mem-[a-z0-9-]{36}$/),
        },
        { requestIdentifier: 'two', status: 'SUCCEEDED' },
      ],
      failedRecords: [],
    });
    const [one, two] = result.successfulRecords!.map(
      ({ memoryRecordId }) => memoryRecordId,
    );
    const get = (memoryRecordId: string | undefined) =>
      sandbox.agentcoreData().send(
        new GetMemoryRecordCommand({
          memoryId: id,
          memoryRecordId,
          namespace: '/facts/ann',
        }),
      );
    expect((await get(one)).memoryRecord).toEqual({
      memoryRecordId: one,
      content: { text: 'Text of one' },
      memoryStrategyId: '',
      namespaces: ['/facts/ann'],
      createdAt: CREATED,
      metadata: { ...metadata, ...BASE },
    });
    expect((await get(two)).memoryRecord).toMatchObject({
      namespaces: [],
      metadata: BASE,
    });
    expect(await errorOf(get(UNKNOWN_RECORD))).toMatchObject({
      name: 'ResourceNotFoundException',
      status: 404,
    });
    expect(sandbox.state.records(arn)).toHaveLength(2);
  });

  it('drops metadata that is not in the schema of the strategy', async () => {
    const { id } = newMemory();
    const priority = { stringValue: 'high' };
    const other = { stringValue: 'lost' };
    await create(id, [
      record('with', {
        memoryStrategyId: STRATEGY,
        metadata: { priority, other },
      }),
      record('without', { metadata: { priority, other } }),
    ]);
    expect(
      (await list(id, { namespacePath: '/' })).map(item => [
        item.memoryStrategyId,
        item.metadata,
      ]),
    ).toEqual([
      [STRATEGY, { priority, ...BASE }],
      ['', { priority, other, ...BASE }],
    ]);
  });

  it('keeps the schema of a strategy that was created by the API', async () => {
    const memoryRecordSchema = {
      metadataSchema: [{ key: 'priority', type: 'STRING' as const }],
    };
    const { memory } = await sandbox.agentcore().send(
      new CreateMemoryCommand({
        name: 'made',
        eventExpiryDuration: 30,
        memoryStrategies: [
          { semanticMemoryStrategy: { name: 'facts', memoryRecordSchema } },
        ],
      }),
    );
    const got = await sandbox
      .agentcore()
      .send(new GetMemoryCommand({ memoryId: memory!.id }));
    expect(got.memory!.strategies![0].memoryRecordSchema).toEqual(
      memoryRecordSchema,
    );
  });

  it('lets a record with an unknown strategy fail alone', async () => {
    const { id, arn } = newMemory();
    const result = await create(id, [
      record('bad', { memoryStrategyId: 'gone-0123456789' }),
      record('good'),
    ]);
    expect(result.successfulRecords).toMatchObject([
      { requestIdentifier: 'good' },
    ]);
    expect(result.failedRecords).toEqual([
      {
        requestIdentifier: 'bad',
        memoryRecordId: expect.stringMatching(/^mem-/),
        status: 'FAILED',
        errorCode: 400,
        errorMessage: 'Strategy gone-0123456789 does not exist',
      },
    ]);
    expect(sandbox.state.records(arn).map(({ text }) => text)).toEqual([
      'Text of good',
    ]);
  });

  it('answers a repetition with the same client token with the first answer', async () => {
    const { id, arn } = newMemory();
    const first = await create(id, [record('one')], 'token');
    const again = await create(id, [record('one')], 'token');
    expect(again.successfulRecords).toEqual(first.successfulRecords);
    expect(sandbox.state.records(arn)).toHaveLength(1);
    expect(await errorOf(create(id, [record('two')], 'token'))).toMatchObject({
      name: 'ValidationException',
      reason: 'IdempotentParameterMismatchException',
    });
  });

  it.each<[string, MemoryRecordCreateInput[]]>([
    ['101 records', Array.from({ length: 101 }, (_, i) => record(`r${i}`))],
    ['the same identifier twice', [record('one'), record('one')]],
    ['an identifier', [record('a b')]],
    ['two namespaces', [record('one', { namespaces: ['/a', '/b'] })]],
    ['no namespaces', [record('one', { namespaces: undefined })]],
    ['a namespace', [record('one', { namespaces: ['/a b'] })]],
    [
      'a long text',
      [record('one', { content: { text: 'secret'.repeat(2700) } })],
    ],
    ['no timestamp', [record('one', { timestamp: undefined })]],
    ['empty metadata', [record('one', { metadata: {} })]],
    ['metadata of the service', [record('one', { metadata: { ...BASE } })]],
    [
      'a long list in the metadata',
      [
        record('one', {
          metadata: { a: { stringListValue: Array(6).fill('x') } },
        }),
      ],
    ],
  ])('refuses all records for: %s', async (_, records) => {
    const { id, arn } = newMemory();
    const error = await errorOf(create(id, [record('fine'), ...records]));
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(sandbox.state.records(arn)).toEqual([]);
  });
});

describe('ListMemoryRecords', () => {
  it('finds namespaces by prefix or by path', async () => {
    const { id } = newMemory();
    await create(id, [
      record('ann', { namespaces: ['/facts/ann'] }),
      record('anna', { namespaces: ['/facts/anna'] }),
      record('deep', { namespaces: ['/facts/ann/work'] }),
      record('slash', { namespaces: ['/facts/ann/'] }),
      record('other', { namespaces: ['/summaries/ann'] }),
      record('plain', { namespaces: ['support'] }),
      record('none', { namespaces: [] }),
    ]);
    expect(await texts(id, { namespace: '/facts/ann' })).toEqual([
      'ann',
      'slash',
      'deep',
      'anna',
    ]);
    for (const namespacePath of ['/facts/ann', '/facts/ann/']) {
      expect(await texts(id, { namespacePath })).toEqual([
        'ann',
        'slash',
        'deep',
      ]);
    }
    expect(await texts(id, { namespacePath: '/facts' })).toHaveLength(4);
    expect(await texts(id, { namespacePath: '/' })).toHaveLength(7);
    expect(await texts(id, { namespace: '/fac' })).toHaveLength(4);
    expect(await texts(id, { namespacePath: '/fac' })).toEqual([]);
    for (const wrong of [{}, { namespace: '/', namespacePath: '/' }]) {
      expect(await errorOf(list(id, wrong))).toMatchObject({
        name: 'ValidationException',
        status: 400,
      });
    }
  });

  it('pages, 20 by default, with the records of one strategy when asked', async () => {
    const { id } = newMemory();
    const names = Array.from({ length: 90 }, (_, i) => `r${i}`);
    await create(
      id,
      names.map((name, i) =>
        record(name, {
          namespaces: [`/facts/a${i % 3}`],
          memoryStrategyId: i < 30 ? STRATEGY : undefined,
        }),
      ),
    );
    const client = sandbox.agentcoreData();
    const page = (input: object) =>
      client.send(
        new ListMemoryRecordsCommand({
          memoryId: id,
          namespacePath: '/',
          ...input,
        }),
      );
    const first = await page({});
    expect(first.memoryRecordSummaries).toHaveLength(20);
    expect((await texts(id, { namespacePath: '/' })).sort()).toEqual(
      [...names].sort(),
    );
    expect(
      await texts(id, { namespacePath: '/', memoryStrategyId: STRATEGY }),
    ).toHaveLength(30);
    expect(await texts(id, { namespace: '/facts/a1' })).toEqual(
      names.filter((_, i) => i % 3 === 1),
    );
    for (const wrong of [
      { maxResults: 101 },
      { nextToken: first.nextToken, memoryStrategyId: STRATEGY },
    ]) {
      expect(await errorOf(page(wrong))).toMatchObject({
        name: 'ValidationException',
      });
    }
  });

  it('filters by indexed and by system metadata', async () => {
    const { id } = newMemory([
      { key: 'level', type: 'NUMBER' },
      { key: 'tags', type: 'STRINGLIST' },
      { key: 'owner', type: 'STRING' },
    ]);
    await create(id, [
      record('low', { metadata: { level: { numberValue: 1 } } }),
      record('high', {
        metadata: {
          level: { numberValue: 9 },
          tags: { stringListValue: ['red', 'big'] },
        },
      }),
      record('ann', {
        timestamp: new Date('2026-06-01'),
        metadata: { owner: { stringValue: 'ann' } },
      }),
    ]);
    const filtered = (
      metadataKey: string,
      operator: string,
      metadataValue?: object,
    ) =>
      texts(id, {
        namespacePath: '/',
        metadataFilters: [
          {
            left: { metadataKey },
            operator,
            right: metadataValue && { metadataValue },
          },
        ],
      });
    expect(await filtered('level', 'EXISTS')).toEqual(['low', 'high']);
    expect(await filtered('level', 'NOT_EXISTS')).toEqual(['ann']);
    expect(await filtered('level', 'GREATER_THAN', { numberValue: 1 })).toEqual(
      ['high'],
    );
    expect(
      await filtered('level', 'GREATER_THAN_OR_EQUALS', { numberValue: 1 }),
    ).toEqual(['low', 'high']);
    expect(await filtered('level', 'LESS_THAN', { numberValue: 9 })).toEqual([
      'low',
    ]);
    expect(
      await filtered('level', 'LESS_THAN_OR_EQUALS', { numberValue: 9 }),
    ).toEqual(['low', 'high']);
    expect(await filtered('tags', 'CONTAINS', { stringValue: 'red' })).toEqual([
      'high',
    ]);
    expect(
      await filtered('owner', 'EQUALS_TO', { stringValue: 'ann' }),
    ).toEqual(['ann']);
    const createdAt = 'x-amz-agentcore-memory-createdAt';
    const dateTimeValue = new Date('2026-03-01');
    expect(await filtered(createdAt, 'BEFORE', { dateTimeValue })).toEqual([
      'low',
      'high',
    ]);
    expect(await filtered(createdAt, 'AFTER', { dateTimeValue })).toEqual([
      'ann',
    ]);
    expect(
      await filtered(TYPE_KEY, 'EQUALS_TO', { stringValue: 'REFLECTION' }),
    ).toEqual([]);
    expect(await errorOf(filtered('unknown', 'EXISTS'))).toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('BatchDeleteMemoryRecords', () => {
  it('removes records, and reports those that do not exist', async () => {
    const { id } = newMemory();
    const made = await create(id, [record('one'), record('two')]);
    const [one] = made.successfulRecords!;
    const client = sandbox.agentcoreData();
    const result = await client.send(
      new BatchDeleteMemoryRecordsCommand({
        memoryId: id,
        records: [
          { memoryRecordId: one.memoryRecordId, namespace: '/facts/ann' },
          { memoryRecordId: UNKNOWN_RECORD },
        ],
      }),
    );
    expect(result).toMatchObject({
      $metadata: { httpStatusCode: 200 },
      successfulRecords: [
        { memoryRecordId: one.memoryRecordId, status: 'SUCCEEDED' },
      ],
      failedRecords: [
        { memoryRecordId: UNKNOWN_RECORD, status: 'FAILED', errorCode: 404 },
      ],
    });
    expect(await texts(id, { namespacePath: '/' })).toEqual(['two']);
    for (const records of [
      [{ memoryRecordId: 'mem-short' }],
      Array(101).fill({ memoryRecordId: UNKNOWN_RECORD }),
    ]) {
      expect(
        await errorOf(
          client.send(
            new BatchDeleteMemoryRecordsCommand({ memoryId: id, records }),
          ),
        ),
      ).toMatchObject({ name: 'ValidationException', status: 400 });
    }
  });
});
