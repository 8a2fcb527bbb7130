import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { MEMORIES, memoryEntity } from '../__testUtils__/memories';
import {
  filtersToSearch,
  MemoryFilters,
  searchToFilters,
} from './memoryFilters';
import { memoryQuery, PAGE_SIZE } from './memoryQuery';

const CLAIMS = ['group:default/ghosts', 'Team Ghost!'];
const ALL = [
  'checkout_agent',
  'haunted',
  'mistyped',
  'old_notes',
  'orphan',
  'support_notes',
];

describe('memoryQuery', () => {
  const catalog = catalogApiMock({
    entities: [
      ...MEMORIES,
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'a-key' },
        spec: { type: 'kms-key', owner: 'group:default/payments' },
        relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
      },
    ],
  });

  it.each<[MemoryFilters, string[]]>([
    [{}, ALL],
    [
      { owner: 'group:default/payments' },
      ['checkout_agent', 'old_notes', 'support_notes'],
    ],
    [{ owner: 'Payments' }, ['checkout_agent', 'old_notes', 'support_notes']],
    [{ owner: 'unowned' }, ['orphan']],
    [{ owner: 'owner-not-found' }, ['haunted', 'mistyped']],
    [{ owner: 'claim:Team Ghost!' }, ['mistyped']],
    [{ owner: 'claim:group:default/ghosts' }, ['haunted']],
    [{ owner: 'owner-not-found', verdict: 'at-risk' }, ['haunted']],
    [{ verdict: 'non-compliant' }, ['mistyped', 'support_notes']],
    [{ account: '444455556666' }, ['haunted']],
    [{ rule: 'key-rotation' }, ['haunted', 'support_notes']],
    [{ rule: 'customer-managed-key' }, ['mistyped', 'orphan']],
    [{ rule: 'data-egress' }, []],
    [{ region: 'us-east-1' }, ['old_notes']],
    [{ q: 'NOTES' }, ['old_notes', 'support_notes']],
    [{ q: 'notes', region: 'us-east-1' }, ['old_notes']],
    [{ verdict: 'compliant', owner: 'unowned' }, []],
  ])('%j finds %j, by title', async (filters, names) => {
    const { items, totalItems } = await catalog.queryEntities(
      memoryQuery(filters, { claims: CLAIMS }),
    );
    expect(items.map(({ metadata }) => metadata.title)).toEqual(names);
    expect(totalItems).toBe(names.length);
  });

  it('turns pages and leaves the stored facts in the catalog', async () => {
    const many = catalogApiMock({
      entities: Array.from({ length: PAGE_SIZE + 2 }, (_, i) => ({
        ...memoryEntity({ name: `m${String(i).padStart(3, '0')}` }),
        spec: { type: 'agentcore-memory', agentCoreMemory: { large: true } },
      })),
    });
    const first = await many.queryEntities(memoryQuery({}));
    const second = await many.queryEntities(memoryQuery({ page: 2 }));
    expect(first.items).toHaveLength(PAGE_SIZE);
    expect(second.items.map(({ metadata }) => metadata.title)).toEqual([
      'm025',
      'm026',
    ]);
    expect(second.items[0].spec).toEqual({ type: 'agentcore-memory' });
  });
});

describe('a rolled-up owner', () => {
  it('finds the memories of thousands of groups with one request', async () => {
    const catalog = catalogApiMock({ entities: MEMORIES });
    const owners = Array.from(
      { length: 5_000 },
      (_, n) => `group:default/${n}`,
    );
    const { items } = await catalog.queryEntities(
      memoryQuery(
        { owner: 'group:default/0', verdict: 'at-risk' },
        { owners: [...owners, 'group:default/ghosts'] },
      ),
    );
    expect(items.map(({ metadata }) => metadata.title)).toEqual(['haunted']);
    const none = await catalog.queryEntities(
      memoryQuery({ owner: 'group:default/0' }, { owners: [] }),
    );
    expect(none.items).toEqual([]);
  });
});

describe('filters in the URL', () => {
  it('survive the way there and back', () => {
    const filters: MemoryFilters = {
      owner: 'claim:Team & Söhne?',
      verdict: 'at-risk',
      account: '111122223333',
      region: 'eu-central-1',
      q: 'a b',
      page: 3,
    };
    expect(searchToFilters(filtersToSearch(filters))).toEqual(filters);
    expect(filtersToSearch({})).toBe('');
  });

  it.each(['0', '-1', '1.5', 'x', '1e99', ''])(
    'takes page "%s" for the first one',
    page => {
      expect(searchToFilters(`?page=${page}&owner=&q=%20`)).toEqual({});
    },
  );
});
