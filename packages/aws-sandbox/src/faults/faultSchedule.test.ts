import { ListMemoriesCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import {
  OTHER_ACCOUNT,
  PLACE,
  useSandbox,
} from '../conformance/__testUtils__/useSandbox';
import { FAULT_KINDS } from './faults';
import { faultSchedule } from './faultSchedule';

const PLACES = [PLACE, { accountId: OTHER_ACCOUNT, region: 'eu-central-1' }];

describe('faultSchedule', () => {
  const sandbox = useSandbox();

  it('depends on its seed only', () => {
    const options = { places: PLACES, length: 50 };
    expect(faultSchedule(1, options)).toEqual(faultSchedule(1, options));
    expect(faultSchedule(2, options)).not.toEqual(faultSchedule(1, options));
    expect(faultSchedule(1, { places: PLACES, length: 10 })).toEqual(
      faultSchedule(1, options).slice(0, 10),
    );
  });

  it('contains every kind, each with a limit, for the given places and operations', () => {
    const faults = faultSchedule(3, { places: PLACES, length: 2000 });
    const share = (kind: string) =>
      faults.filter(fault => fault.kind === kind).length / faults.length;
    const ofWrites = faultSchedule(3, {
      places: PLACES,
      operations: ['CreateEvent', 'BatchCreateMemoryRecords'],
      length: 200,
    });
    const onlyOfWrites = ['loseAnswer', 'failRecords'];
    const never = ['omitLists', 'refuse'];
    const kindsOf = (list: typeof faults) =>
      new Set(list.map(({ kind }) => kind));
    expect(kindsOf(faults)).toEqual(
      new Set(
        FAULT_KINDS.filter(kind => ![...never, ...onlyOfWrites].includes(kind)),
      ),
    );
    expect([...kindsOf(ofWrites)]).toEqual(
      expect.arrayContaining(onlyOfWrites),
    );
    expect(
      ofWrites.filter(
        ({ kind, operation }) =>
          kind === 'failRecords' && operation === 'CreateEvent',
      ),
    ).toEqual([]);
    expect(share('hang')).toBeLessThan(0.05);
    for (const { account, region, times } of faults) {
      expect(PLACES).toContainEqual({ accountId: account, region });
      expect([1, 2, 3]).toContain(times);
    }
    const paged = faults.filter(({ page }) => page !== undefined);
    expect(new Set(paged.map(({ operation }) => operation))).toEqual(
      new Set(['ListMemories', 'ListAliases', 'GetResources']),
    );
    expect(new Set(paged.map(({ page }) => page))).toEqual(new Set([1, 2, 3]));
    const delays = faults.filter(({ kind }) => kind === 'delay');
    expect(Math.max(...delays.map(({ ms }) => ms!))).toBeLessThanOrEqual(50);

    const own = faultSchedule(3, {
      places: PLACES,
      operations: ['GetMemory'],
      length: 20,
    });
    expect(own.every(({ operation }) => operation === 'GetMemory')).toBe(true);
    expect(() => faultSchedule(3, { places: [], length: 1 })).toThrow(
      'needs a place',
    );
  });

  it('expires after enough calls', async () => {
    faultSchedule(5, {
      places: [PLACE],
      operations: ['ListMemories'],
      length: 20,
    })
      // This test requests no later pages, and hanging calls never end.
      .filter(({ kind, page = 1 }) => kind !== 'hang' && page === 1)
      .forEach(fault => sandbox.faults.add(fault));
    expect(sandbox.faults.list().length).toBeGreaterThan(5);
    const client = sandbox.agentcore();
    for (let i = 0; i < 60; i += 1) {
      await client.send(new ListMemoriesCommand({})).catch(() => undefined);
    }
    expect(sandbox.faults.list()).toEqual([]);
    await client.send(new ListMemoriesCommand({}));
  });
});
