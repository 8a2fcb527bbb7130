import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  group,
  lookalike,
  memory,
  refOf,
  user,
} from '../__testUtils__/memoryEntities';
import { createSnapshotReader, MemorySnapshot } from './MemorySnapshot';

const EU = 'main/111122223333/eu-central-1';
const US = 'main/111122223333/us-east-1';

function readerOf(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const streamed: unknown[] = [];
  const reader = createSnapshotReader({
    catalog: Object.assign(catalog, {
      streamEntities: new Proxy(catalog.streamEntities, {
        apply(target, self, args) {
          streamed.push(args[0].filter);
          return Reflect.apply(target, self, args);
        },
      }),
    }),
    auth: mockServices.auth(),
    now: () => 7,
  });
  return { reader, streamed };
}

function namesIn({ memories }: MemorySnapshot): string[] {
  return memories
    .map(({ title, scope }) => `${title} ${scope.split('/')[2]}`)
    .sort();
}

const EARLIER = [
  group('a', 'Team A'),
  memory('one', ['pass']),
  memory('two', ['unknown']),
  memory('far', ['fail'], { region: 'us-east-1' }),
];

describe('the snapshot', () => {
  it('has our memories and the owners that exist', async () => {
    const one = memory('one', ['pass', 'not-applicable', 'warn']);
    const { reader } = readerOf([
      group('a', 'Team A'),
      one,
      lookalike('other', one),
      memory('two', ['unknown'], { owner: 'group:default/gone' }),
    ]);
    const snapshot = await reader.readAll();
    expect(snapshot).toEqual({
      memories: [
        {
          entityRef: refOf('one'),
          title: 'one',
          accountId: '111122223333',
          region: 'eu-central-1',
          scope: EU,
          keyRef: undefined,
          ownerRef: 'group:default/a',
          ownerSource: 'tag:owner',
          ownerClaim: undefined,
          verdict: 'at-risk',
          complete: true,
          outcomes: {
            key: 'pnw-----',
            byRule: new Map([
              ['customer-managed-key', 'pass'],
              ['key-usable', 'not-applicable'],
              ['key-rotation', 'warn'],
            ]),
          },
          assessedWith: undefined,
          staleSince: undefined,
          stale: false,
        },
        expect.objectContaining({
          title: 'two',
          verdict: 'unknown',
          complete: false,
        }),
      ],
      owners: new Map([['group:default/a', { title: 'Team A', parents: [] }]]),
      readAt: new Date(7),
    });
  });

  it('gets what is new in the scopes that are read, and keeps the others', async () => {
    const earlier = await readerOf(EARLIER).reader.readAll();
    const { reader, streamed } = readerOf([
      group('a', 'Team A'),
      group('b', 'Team B'),
      memory('one', ['fail'], { owner: 'group:default/b' }),
      memory('new', ['pass'], { owner: 'group:default/b' }),
    ]);
    const snapshot = await reader.readScopes(earlier, [EU]);
    expect(namesIn(snapshot)).toEqual([
      'far us-east-1',
      'new eu-central-1',
      'one eu-central-1',
    ]);
    expect(
      snapshot.memories.find(({ title }) => title === 'one'),
    ).toMatchObject({ verdict: 'non-compliant' });
    expect(snapshot.owners.get('group:default/b')?.title).toBe('Team B');
    expect(snapshot.owners.get('group:default/a')?.title).toBe('Team A');
    expect(streamed).toEqual([
      expect.objectContaining({
        'metadata.annotations.agentcore-memory/scope': [EU],
      }),
    ]);

    const both = await reader.readScopes(snapshot, [EU, US]);
    expect(namesIn(both)).toEqual(['new eu-central-1', 'one eu-central-1']);
  });

  it('has a memory once that another provider config covers now', async () => {
    const earlier = await readerOf(EARLIER).reader.readAll();
    const moved = memory('one', ['pass'], { providerId: 'other' });
    const { reader } = readerOf([group('a'), moved, EARLIER[2], EARLIER[3]]);
    const once = await reader.readScopes(earlier, [
      'other/111122223333/eu-central-1',
    ]);
    expect(once.memories).toHaveLength(3);
    const twice = await reader.readScopes(once, [EU]);
    expect(twice.memories.map(({ scope }) => scope).sort()).toEqual([
      EU,
      US,
      'other/111122223333/eu-central-1',
    ]);
  });

  it('gets groups that came, with those above them, and loses those that went', async () => {
    const earlier = await readerOf(EARLIER).reader.readAll();
    const { reader, streamed } = readerOf([
      group('top'),
      group('b', 'Team B', { parents: ['group:default/top'] }),
    ]);
    const snapshot = await reader.readOwners(earlier);
    expect(snapshot.owners).toEqual(
      new Map([
        ['group:default/top', { title: 'top', parents: [] }],
        [
          'group:default/b',
          { title: 'Team B', parents: ['group:default/top'] },
        ],
      ]),
    );
    expect(snapshot.memories).toBe(earlier.memories);
    expect(streamed).toEqual([{ kind: 'group' }]);
  });

  it('has the users that own a memory, and no others', async () => {
    const { reader } = readerOf([
      user('ann'),
      user('bob'),
      memory('one', ['pass'], { owner: 'user:default/ann' }),
    ]);
    const { owners } = await reader.readAll();
    expect([...owners.keys()]).toEqual(['user:default/ann']);
  });

  it('reads single memories again, and gives those that are there', async () => {
    const { reader } = readerOf([...EARLIER, lookalike('fake', EARLIER[1])]);
    const { memories, owners } = await reader.readMemories([
      refOf('one'),
      refOf('gone'),
      'resource:default/fake',
    ]);
    expect(memories.map(({ title }) => title)).toEqual(['one']);
    expect([...owners.keys()]).toEqual(['group:default/a']);
  });
});
