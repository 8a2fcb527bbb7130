import { SCORECARDS, TREE } from '../__testUtils__/scorecards';
import {
  OwnGroups,
  searchToTeamFilters,
  selectTeams,
  TeamFilters,
  teamFiltersToSearch,
} from './teamFilters';

const NOBODY: OwnGroups = { refs: [], parents: [] };

describe('the filters of the Teams tab', () => {
  it.each<[TeamFilters, string]>([
    [{}, ''],
    [
      { view: 'tree', show: 'departments', q: 'a & b', page: 3 },
      '?view=tree&show=departments&q=a+%26+b&page=3',
    ],
  ])('keeps %j in the URL', (filters, search) => {
    expect(teamFiltersToSearch(filters)).toBe(search);
    expect(searchToTeamFilters(search)).toEqual(filters);
  });

  it('leaves out what it does not understand', () => {
    expect(searchToTeamFilters('?view=list&show=all&q=%20&page=0&x=1')).toEqual(
      {},
    );
    expect(searchToTeamFilters('?page=1e9999')).toEqual({});
  });
});

describe('selectTeams', () => {
  const titles = (filters: TeamFilters, own = NOBODY, items = TREE.items) =>
    selectTeams(items, filters, own).map(({ title }) => title);

  it('keeps everything in the order of the API, the rows without an owner as well', () => {
    expect(titles({}, NOBODY, SCORECARDS.items)).toEqual([
      'Payments',
      'Search',
      'Owner not found',
      'Unowned',
    ]);
  });

  it('leaves a group without memories of its own out of the list, not out of the tree', () => {
    const [payments, commerce] = TREE.items;
    const items = [payments, { ...commerce, total: 0 }];
    expect(titles({}, NOBODY, items)).toEqual(['Payments']);
    expect(titles({ view: 'tree' }, NOBODY, items)).toEqual([
      'Payments',
      'Commerce',
    ]);
  });

  it('finds the own teams with all below them, and the departments of their parents', () => {
    const own = {
      refs: ['user:default/me', 'group:default/checkout'],
      parents: ['group:default/commerce'],
    };
    expect(titles({ show: 'mine' }, own)).toEqual(['Checkout']);
    expect(titles({ show: 'departments' }, own)).toEqual([
      'Payments',
      'Commerce',
      'Checkout',
    ]);
    expect(
      titles({ show: 'mine' }, { ...NOBODY, refs: ['group:default/commerce'] }),
    ).toEqual(['Payments', 'Commerce', 'Checkout']);
    expect(titles({ show: 'mine' }, NOBODY, SCORECARDS.items)).toEqual([]);
  });

  it('searches by name, and in a tree keeps what leads to a match and what is below it', () => {
    expect(titles({ q: 'CHECK' })).toEqual(['Checkout']);
    expect(titles({ view: 'tree', q: 'check' })).toEqual([
      'Commerce',
      'Checkout',
    ]);
    expect(titles({ view: 'tree', q: 'commerce' })).toEqual([
      'Payments',
      'Commerce',
      'Checkout',
    ]);
    expect(
      titles({ view: 'tree', q: 'unowned' }, NOBODY, SCORECARDS.items),
    ).toEqual(['Unowned']);
  });
});
