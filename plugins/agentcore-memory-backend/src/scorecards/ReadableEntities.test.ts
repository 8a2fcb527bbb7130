import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ReadableEntities } from './ReadableEntities';

const MINUTE = 60_000;

describe('ReadableEntities', () => {
  let now = 0;
  const getEntitiesByRefs = jest.fn();
  const authorizeConditional = jest.fn();
  let readable: ReadableEntities;
  const user = (name: string) => mockCredentials.user(`user:default/${name}`);
  const asked = () =>
    getEntitiesByRefs.mock.calls.map(([{ entityRefs }]) => entityRefs);

  beforeEach(() => {
    now = 0;
    getEntitiesByRefs
      .mockReset()
      .mockImplementation(async ({ entityRefs }) => ({
        items: entityRefs.map((ref: string) =>
          ref.endsWith('a') ? ({} as Entity) : undefined,
        ),
      }));
    authorizeConditional
      .mockReset()
      .mockResolvedValue([{ result: AuthorizeResult.CONDITIONAL }]);
    readable = new ReadableEntities({
      catalog: { getEntitiesByRefs },
      permissions: { authorizeConditional },
      auth: mockServices.auth(),
      now: () => now,
    });
  });

  it('asks only for what is new, once a minute', async () => {
    const first = await readable.of(['a', 'b'], user('x'));
    expect([first.all, first.has('a'), first.has('b')]).toEqual([
      false,
      true,
      false,
    ]);
    await readable.of(['b', 'a', 'ca'], user('x'));
    expect(asked()).toEqual([['a', 'b'], ['ca']]);
    now = MINUTE;
    await readable.of(['a'], user('x'));
    expect(asked()).toHaveLength(3);
    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('asks in parts', async () => {
    const refs = Array.from({ length: 401 }, (_, i) => `${i}`);
    await readable.of(refs, user('x'));
    expect(asked().map(({ length }) => length)).toEqual([200, 200, 1]);
  });

  it('keeps the answers of one user from every other user', async () => {
    await readable.of(['a'], user('x'));
    getEntitiesByRefs.mockResolvedValue({ items: [undefined] });
    expect((await readable.of(['a'], user('y'))).has('a')).toBe(false);
    expect((await readable.of(['a'], mockCredentials.service())).has('a')).toBe(
      false,
    );
    expect((await readable.of(['a'], user('x'))).has('a')).toBe(true);
  });

  it('keeps no failed answer', async () => {
    getEntitiesByRefs.mockRejectedValueOnce(new Error('down'));
    await expect(readable.of(['a'], user('x'))).rejects.toThrow('down');
    expect((await readable.of(['a'], user('x'))).has('a')).toBe(true);
    now = MINUTE;
    authorizeConditional.mockRejectedValueOnce(new Error('down'));
    await expect(readable.of(['a'], user('x'))).rejects.toThrow('down');
    expect((await readable.of(['a'], user('x'))).has('a')).toBe(true);
  });

  it('remembers a hundred callers', async () => {
    for (let i = 0; i <= 100; i += 1) await readable.of(['a'], user(`u${i}`));
    expect(asked()).toHaveLength(101);
    await readable.of(['a'], user('u1'));
    expect(asked()).toHaveLength(101);
    await readable.of(['a'], user('u0'));
    expect(asked()).toHaveLength(102);
  });
});
