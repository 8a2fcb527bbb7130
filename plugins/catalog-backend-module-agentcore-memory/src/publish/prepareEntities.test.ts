import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { memoryFacts } from '../__testUtils__/facts';
import { Transformers } from './transformers';
import { prepareEntities } from './prepareEntities';

const entity = (name: string, type: unknown = 'agentcore-memory'): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name,
    annotations: {
      'agentcore-memory/rule-key-usable': 'fail',
      'agentcore-memory/verdict': 'non-compliant',
      'agentcore-memory/owner-source': 'invalid-tag:owner',
      'agentcore-memory/owner-claim': 'team a!',
    },
  },
  spec: {
    type: type as string,
    owner: 'group:default/unowned',
    dependsOn: ['resource:default/key'],
    agentCoreMemory: { status: 'ACTIVE' },
  },
});

describe('prepareEntities', () => {
  const logger = mockServices.logger.mock();

  beforeEach(() => jest.clearAllMocks());

  const prepare = (
    entities: Entity[],
    memory?: (entity: any) => unknown, // any: transformers may give anything at run time
  ) =>
    prepareEntities(
      entities.map(each => ({ entity: each, memory: memoryFacts('notes') })),
      { memory } as Transformers,
      logger,
    );

  it('leaves out and reports a bad entity, and keeps the rest', async () => {
    const good = entity('good');
    const valid = await prepare([
      entity('not valid'),
      good,
      entity('untyped', 7),
    ]);
    expect(valid).toEqual([good]);
    expect(logger.error).toHaveBeenCalledTimes(2);
  });

  it('writes what the portal’s transformer adds', async () => {
    const [written] = await prepare([entity('notes')], async e => {
      e.metadata.tags = ['personal-data'];
      e.metadata.annotations['example.com/cost'] = '42';
      e.spec.system = 'shop';
      return e;
    });
    expect(written.metadata.tags).toEqual(['personal-data']);
    expect(written.metadata.annotations).toMatchObject({
      'example.com/cost': '42',
      'agentcore-memory/owner-claim': 'team a!',
    });
    expect(written.spec).toMatchObject({ system: 'shop' });
  });

  it('names the transformer as the source of an owner that it sets', async () => {
    const [written] = await prepare([entity('notes')], e => ({
      ...e,
      spec: { ...e.spec, owner: 'team-a' },
    }));
    expect(written.spec?.owner).toBe('group:default/team-a');
    const { annotations } = written.metadata;
    expect(annotations).toHaveProperty(
      ['agentcore-memory/owner-source'],
      'transformer',
    );
    expect(annotations).not.toHaveProperty(['agentcore-memory/owner-claim']);
  });

  it('lets no transformer touch what the plugins read themselves', async () => {
    const [written] = await prepare([entity('notes')], () => ({
      apiVersion: 'v2',
      kind: 'Component',
      metadata: {
        name: 'other',
        namespace: 'elsewhere',
        annotations: {
          'agentcore-memory/rule-key-usable': 'pass',
          'agentcore-memory/verdict': 'compliant',
        },
      },
      spec: { type: 'other', owner: 'group:default/unowned' },
    }));
    expect(written).toEqual(entity('notes'));
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['gives nothing', () => undefined],
    [
      'gives an owner that is none',
      (e: Entity) => ({ ...e, spec: { ...e.spec, owner: '??' } }),
    ],
    [
      'gives annotations that differ only in case',
      (e: Entity) => ({
        ...e,
        metadata: {
          ...e.metadata,
          annotations: { 'example.com/Cost': '1', 'example.com/cost': '2' },
        },
      }),
    ],
    [
      'gives what is not valid',
      (e: Entity) => ({ ...e, metadata: { ...e.metadata, tags: ['No Tag'] } }),
    ],
  ])(
    'writes the entity all the same if the transformer %s',
    async (_, transformer) => {
      expect(await prepare([entity('notes')], transformer)).toEqual([
        entity('notes'),
      ]);
      expect(logger.error).toHaveBeenCalledTimes(1);
      expect(logger.error).toHaveBeenCalledWith(
        'Written without its transformer, which failed: resource:default/notes',
        expect.any(Error),
      );
    },
  );

  it('leaves keys to the transformer of keys', async () => {
    const key = entity('key', 'kms-key');
    expect(await prepare([key], () => ({}))).toEqual([key]);
  });
});
