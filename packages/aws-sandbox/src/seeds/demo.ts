import { aliasArn, keyArn } from '../state/arn';
import { seedAccountInputs, seedAccounts } from './accounts';
import { plantKeys, type DemoKeyArns } from './demo/keys';
import { demoMemories } from './demo/memories';
import { toStrategies } from './demo/strategies';
import type { DemoMemoryKey } from './demo/types';
import type { Seed } from './types';

const dayMs = 86_400_000;
// The one memory whose GetMemory is denied for good.
const deniedMemory = 'lab_notebook';
const firstDay = Date.UTC(2026, 0, 6, 9, 30);

function toKeyArn(
  key: DemoMemoryKey,
  arns: DemoKeyArns,
  accountId: string,
  region: string,
): string | undefined {
  switch (key) {
    case 'aws':
      return undefined;
    case 'main':
      return arns.main(accountId, region);
    case 'mainOfUsEast1':
      return arns.main(accountId, 'us-east-1');
    case 'alias':
      return aliasArn({ accountId, region }, 'alias/agentcore-memory');
    case 'missing':
      return keyArn(
        { accountId, region },
        '00000000-0000-4000-8000-000000000404',
      );
    default:
      return arns.named(key);
  }
}

/** Days of 2026, spread so that neighbours in the table are months apart. */
function creationDate(index: number): number {
  const count = demoMemories.length;
  return firstDay + Math.floor((((index * 23) % count) * 316) / count) * dayMs;
}

/**
 * A portal's worth of memories: three accounts, three regions, eight teams; every verdict, and the awkward cases.
 *
 * @remarks
 * The README holds a table of what is awkward. The same on every start, but that deadlines of keys count from today.
 */
export const demoSeed: Seed = ({ state, faults, now }) => {
  seedAccountInputs.forEach(account => state.addAccount(account));
  const arns = plantKeys(state, faults, Math.floor(now / dayMs) * dayMs);
  demoMemories.forEach(({ tags, row }, index) => {
    const [place, name, key, days, strategies, description, extra] = row;
    const [account, region] = place.split('/');
    const accountId = seedAccounts[account as keyof typeof seedAccounts];
    const createdAt = creationDate(index);
    const { id } = state.createMemory({
      accountId,
      region,
      name,
      description,
      encryptionKeyArn: toKeyArn(key, arns, accountId, region),
      eventExpiryDuration: days,
      createdAt,
      updatedAt: createdAt + (index % 4) * 3_600_000,
      strategies: toStrategies(strategies, `${place}/${name}`, createdAt),
      tags,
      ...extra,
    });
    if (name === deniedMemory) {
      faults.add({ kind: 'deny', operation: 'GetMemory', resource: id });
    }
  });
  faults.add({
    kind: 'deny',
    operation: 'ListMemories',
    account: seedAccounts.research,
    region: 'us-west-2',
  });
};
