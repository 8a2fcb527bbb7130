import { mockServices } from '@backstage/backend-test-utils';
import { ProviderConfig } from 'backstage-plugin-agentcore-memory-node';
import { Doubt } from '../store/DoubtLog';
import { AccountDirectory } from './AccountDirectory';

const ids = (count: number) =>
  Array.from({ length: count }, (_, i) => String(100_000_000_000 + i));

describe('AccountDirectory', () => {
  const listAccounts = jest.fn<Promise<string[]>, unknown[]>();
  let listLeftOut: boolean;
  let now: Date;
  let accounts: AccountDirectory;
  /** Shared by all processes. */
  let doubts: Map<string, Doubt>;

  const process = () =>
    new AccountDirectory({
      config: {
        id: 'main',
        accounts: [],
        organization: { accountId: ids(1)[0], exclude: [] },
        maxRemovalPercent: 50,
      } as Partial<ProviderConfig> as ProviderConfig,
      inventory: {
        listAccounts: async (...args) => ({
          accountIds: await listAccounts(...args),
          listLeftOut,
        }),
      },
      doubts: {
        get: async id => doubts.get(id),
        set: async (id, doubt) => void doubts.set(id, doubt),
        clear: async id => void doubts.delete(id),
      },
      logger: mockServices.logger.mock(),
      clock: () => now,
    });

  beforeEach(() => {
    doubts = new Map();
    listAccounts.mockReset().mockResolvedValue(ids(10));
    listLeftOut = false;
    now = new Date('2026-11-24T09:00:00.000Z');
    accounts = process();
  });

  it.each([0, 4])(
    'believes an answer with %i of ten known accounts when it comes again after some time',
    async count => {
      listAccounts.mockResolvedValue(ids(count));
      const doubted = await accounts.discover(ids(10));
      expect(doubted.incomplete).toMatch(
        `lacks ${10 - count} of 10 known accounts`,
      );
      expect(doubted.accountIds.sort()).toEqual(ids(10));
      expect(accounts.has(ids(10)[9])).toBe(true);
      now = new Date(now.getTime() + 4 * 60_000);
      // It may have met the same fault of AWS.
      expect((await accounts.discover(ids(10))).incomplete).toBeDefined();
      now = new Date(now.getTime() + 60_000);
      expect(await accounts.discover(ids(10))).toEqual({
        accountIds: ids(count),
      });
      expect(accounts.has(ids(10)[9])).toBe(false);
    },
  );

  it('does not believe what another process knows to be a fault', async () => {
    const other = process();
    const later = () => {
      now = new Date(now.getTime() + 30 * 60_000);
    };
    listAccounts.mockResolvedValue(ids(1));
    expect((await accounts.discover(ids(10))).incomplete).toBeDefined();
    listAccounts.mockResolvedValue(ids(10));
    later();
    expect((await other.discover(ids(10))).incomplete).toBeUndefined();
    listAccounts.mockResolvedValue(ids(1));
    later();
    expect((await accounts.discover(ids(10))).incomplete).toBeDefined();
    // Which of them is told the same again does not matter.
    later();
    expect((await other.discover(ids(10))).incomplete).toBeUndefined();
  });

  it('doubts an answer of which AWS left out a list, if a known account is not in it', async () => {
    listLeftOut = true;
    expect((await accounts.discover(ids(10))).incomplete).toBeUndefined();
    listAccounts.mockResolvedValue(ids(9));
    const doubted = await accounts.discover(ids(10));
    expect(doubted.incomplete).toMatch('lacks 1 of 10 known accounts');
    expect(doubted.accountIds.sort()).toEqual(ids(10));
  });

  it('doubts anew after an answer that it believed', async () => {
    listAccounts.mockResolvedValueOnce([]);
    await accounts.discover(ids(10));
    now = new Date(now.getTime() + 5 * 60_000);
    expect((await accounts.discover(ids(10))).incomplete).toBeUndefined();
    listAccounts.mockResolvedValueOnce([]);
    expect((await accounts.discover(ids(10))).incomplete).toBeDefined();
  });

  it('lets no account go at once, however few there are', async () => {
    listAccounts.mockResolvedValue([]);
    const doubted = await accounts.discover(ids(2));
    expect(doubted.incomplete).toMatch('lacks 2 of 2 known accounts');
    now = new Date(now.getTime() + 5 * 60_000);
    expect(await accounts.discover(ids(2))).toEqual({ accountIds: [] });
  });

  it('goes on with the known accounts while AWS does not answer', async () => {
    listAccounts.mockRejectedValue(new Error('down'));
    expect(await accounts.discover(ids(2))).toEqual({
      accountIds: ids(2),
      incomplete: 'The accounts of the organisation could not be listed: down',
    });
    expect(accounts.has(ids(2)[1])).toBe(true);
  });

  it('asks once for all events that come at the same time', async () => {
    const known = async () => ids(2);
    const answers = Array.from({ length: 5 }, async () => {
      await accounts.refreshIfOld(undefined, known);
      return accounts.has(ids(10)[9]);
    });
    expect(await Promise.all(answers)).toEqual(Array(5).fill(true));
    expect(listAccounts).toHaveBeenCalledTimes(1);
    now = new Date(now.getTime() + 4 * 60_000);
    await accounts.refreshIfOld(undefined, known);
    expect(listAccounts).toHaveBeenCalledTimes(1);
    now = new Date(now.getTime() + 60_000);
    await accounts.refreshIfOld(undefined, known);
    expect(listAccounts).toHaveBeenCalledTimes(2);
  });

  it('lets no event bring back an account that a run found gone', async () => {
    listAccounts.mockResolvedValue(ids(9));
    await accounts.discover(ids(10));
    now = new Date(now.getTime() + 5 * 60_000);
    await accounts.refreshIfOld(undefined, async () => ids(10));
    expect(accounts.has(ids(10)[9])).toBe(false);
  });

  it('lets no event decide which accounts are gone', async () => {
    await accounts.discover(ids(10));
    now = new Date(now.getTime() + 5 * 60_000);
    listAccounts.mockResolvedValue([]);
    await accounts.refreshIfOld(undefined, async () => ids(10));
    expect(accounts.has(ids(10)[9])).toBe(true);
    // What the event saw was not the first of two times.
    expect((await accounts.discover(ids(10))).incomplete).toBeDefined();
    now = new Date(now.getTime() + 5 * 60_000);
    await accounts.refreshIfOld(undefined, async () => ids(10));
    expect((await accounts.discover(ids(10))).incomplete).toBeUndefined();
  });

  it('lets events from known accounts wait for no answer', async () => {
    await accounts.discover(ids(10));
    now = new Date(now.getTime() + 5 * 60_000);
    let answer: (found: string[]) => void = () => {};
    listAccounts.mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const stranger = '999999999999';
    await accounts.refreshIfOld(ids(10)[3], async () => []);
    const waiting = accounts.refreshIfOld(stranger, async () => []);
    answer([stranger]);
    await waiting;
    expect(listAccounts).toHaveBeenCalledTimes(2);
    expect(accounts.has(stranger)).toBe(true);
  });

  it('asks again soon when AWS did not answer', async () => {
    const known = async () => ids(2);
    listAccounts.mockRejectedValueOnce(new Error('down'));
    await accounts.refreshIfOld(undefined, known);
    expect(accounts.has(ids(2)[1])).toBe(true);
    await accounts.refreshIfOld(undefined, known);
    expect(listAccounts).toHaveBeenCalledTimes(1);
    now = new Date(now.getTime() + 30_000);
    await accounts.refreshIfOld(undefined, known);
    expect(accounts.has(ids(10)[9])).toBe(true);
  });
});
