import { aliasArn, keyArn } from '../state/arn';
import { SEED_ACCOUNT_INPUTS, SEED_ACCOUNTS } from './accounts';
import { DEMO_CONTENTS } from './demo/contents';
import { plantKeys, DemoKeyArns } from './demo/keys';
import { plantKeyUses } from './demo/keyUses';
import { DEMO_MEMORIES } from './demo/memories';
import { plantContents } from './demo/plantContents';
import { toStrategies } from './demo/strategies';
import { DemoMemoryKey } from './demo/types';
import { Seed } from './types';

const DAY_MS = 86_400_000;
// The memory whose GetMemory is always denied.
const DENIED_MEMORY = 'lab_notebook';
const FIRST_DAY = Date.UTC(2026, 0, 6, 9, 30);

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

/** Days of 2026, distributed so that neighbours in the table are months apart. */
function creationDate(index: number): number {
  const count = DEMO_MEMORIES.length;
  return (
    FIRST_DAY + Math.floor((((index * 31) % count) * 316) / count) * DAY_MS
  );
}

/**
 * The memories of the demo portal: three accounts, three regions, eight teams, every verdict, and the unusual cases.
 *
 * @remarks
 * The README has a table of the unusual cases. The seed is the same on every start, except that deadlines of keys and
 * times of events, of records and of uses of keys count from today.
 */
export const demoSeed: Seed = ({ state, faults, now }) => {
  SEED_ACCOUNT_INPUTS.forEach(account => state.addAccount(account));
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const arns = plantKeys(state, faults, today);
  const memories = DEMO_MEMORIES.map(({ tags, row }, index) => {
    const [place, name, key, days, strategies, description, extra] = row;
    const [account, region] = place.split('/');
    const accountId = SEED_ACCOUNTS[account as keyof typeof SEED_ACCOUNTS];
    const createdAt = creationDate(index);
    const memory = state.createMemory({
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
    if (name === DENIED_MEMORY) {
      const { id: resource } = memory;
      faults.add({ kind: 'deny', operation: 'GetMemory', resource });
    }
    const contents = DEMO_CONTENTS.find(
      each => each.place === place && each.name === name,
    );
    if (contents) plantContents(state, memory, contents, today);
    return memory;
  });
  plantKeyUses(state, memories, arns, today);
  faults.add({
    kind: 'deny',
    operation: 'ListMemories',
    account: SEED_ACCOUNTS.research,
    region: 'us-west-2',
  });
};
