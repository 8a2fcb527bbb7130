import { card, SCORECARDS, team } from '../__testUtils__/scorecards';
import { failureAge } from './failureAge';
import { memoriesOf } from './ownerMemories';
import { worstTeams } from './worstTeams';

it('knows since when something fails', () => {
  const failingSince = '2026-10-02T08:00:00Z';
  const perfect = card([0, 0, 0, 1]);
  expect(failureAge(perfect)).toBe('nothing');
  expect(failureAge(card([0, 1, 0, 1]))).toBe('nothing-known');
  expect(failureAge(card([1, 1, 0, 1]))).toBe('not-recorded');
  expect(failureAge({ ...perfect, failingSince })).toEqual({
    since: failingSince,
  });
  // What failed before recording began has failed for longer than anything that began since.
  expect(failureAge({ ...perfect, failsFromStart: true, failingSince })).toBe(
    'from-start',
  );
});

it('finds the memories that a row counts', () => {
  const [payments, , notFound] = SCORECARDS.items;
  const department = { ...payments, rolledUp: card([1, 0, 0, 0]) };
  const owner = 'group:default/payments';
  expect(memoriesOf(payments, { rollup: true })).toEqual({ owner });
  expect(memoriesOf(department)).toEqual({ owner });
  expect(memoriesOf(department, { rollup: true })).toEqual({
    owner,
    rollup: 'true',
  });
  expect(memoriesOf(notFound)).toEqual({ owner: 'owner-not-found' });
  expect(
    memoriesOf({ ...notFound, bucket: 'others', ownerRef: undefined }),
  ).toBeUndefined();
});

it('leaves out of the worst teams those that have nothing to do, and no row because it has no owner', () => {
  const items = [
    team('a', 'A', card([1, 0, 0, 0])),
    team('b', 'B', card([0, 0, 1, 9])),
    team('c', 'C', card([0, 0, 0, 9])),
    team('d', 'D', card([0, 0, 0, 0])),
    { ...team('', 'Others', card([2, 0, 0, 1])), ownerRef: undefined },
    SCORECARDS.items[2],
  ];
  const titles = (limit: number) =>
    worstTeams(items, limit).map(({ title }) => title);
  expect(titles(5)).toEqual(['A', 'B', 'Others', 'Owner not found']);
  expect(titles(1)).toEqual(['A']);
});
