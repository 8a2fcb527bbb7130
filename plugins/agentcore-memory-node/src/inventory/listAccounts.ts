import {
  Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListTagsForResourceCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import limiterFactory from 'p-limit';
import { AwsClients } from '../aws/AwsClients';
import { homeRegionOf } from '../aws/homeRegion';
import { allPages } from '../aws/pages';
import { CallOptions, OrganizationConfig } from './MemoryInventory';
import { unreadable } from './unreadable';

const AT_ONCE = 4;
/** AWS allows five levels of organisational units below a root. */
const MAX_DEPTH = 6;

interface Listing {
  client: OrganizationsClient;
  signal?: AbortSignal;
}

async function allAccounts({ client, signal }: Listing): Promise<Account[]> {
  return allPages(async token => {
    const page = await client.send(
      new ListAccountsCommand({ NextToken: token }),
      { abortSignal: signal },
    );
    return { items: page.Accounts, next: page.NextToken };
  });
}

/** The accounts of an organisational unit and of all units below it. */
async function accountsBelow(
  listing: Listing,
  parentId: string,
  depth = 0,
): Promise<Account[]> {
  if (depth > MAX_DEPTH) {
    throw new TypeError('Organisational units are nested without end');
  }
  const { client, signal } = listing;
  const accounts = await allPages(async token => {
    const page = await client.send(
      new ListAccountsForParentCommand({
        ParentId: parentId,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    return { items: page.Accounts, next: page.NextToken };
  });
  const units = await allPages(async token => {
    const page = await client.send(
      new ListOrganizationalUnitsForParentCommand({
        ParentId: parentId,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });
  for (const { Id } of units) {
    if (!Id) throw new TypeError('AWS answered without an Id of a unit');
    accounts.push(...(await accountsBelow(listing, Id, depth + 1)));
  }
  return accounts;
}

async function hasTags(
  { client, signal }: Listing,
  accountId: string,
  wanted: Readonly<Record<string, string>>,
): Promise<boolean> {
  const tags = await allPages(async token => {
    const page = await client.send(
      new ListTagsForResourceCommand({
        ResourceId: accountId,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    return { items: page.Tags, next: page.NextToken };
  });
  return Object.entries(wanted).every(([key, value]) =>
    tags.some(tag => tag.Key === key && tag.Value === value),
  );
}

/**
 * The ids of an organisation's active accounts that the configuration asks for, sorted. All of them, or a
 * rejection with an `UnreadablePlaceError`: a part would look as if the others had left.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export async function listAccounts(
  clients: AwsClients,
  config: OrganizationConfig,
  { signal }: CallOptions,
): Promise<string[]> {
  try {
    const { accountId, partition = 'aws' } = config;
    const place = { accountId, region: homeRegionOf(partition) };
    const client = await clients.organizations(place, signal);
    const listing = { client, signal };
    const found = config.organizationalUnits
      ? (
          await Promise.all(
            config.organizationalUnits.map(id => accountsBelow(listing, id)),
          )
        ).flat()
      : await allAccounts(listing);
    const candidates = [
      ...new Set(
        found
          // `State` succeeds `Status`, which older answers have alone.
          .filter(account => (account.State ?? account.Status) === 'ACTIVE')
          .map(({ Id }) => String(Id)),
      ),
    ].filter(
      id =>
        !config.exclude.includes(id) &&
        (!config.include || config.include.includes(id)),
    );
    const { tags } = config;
    if (!tags) return candidates.sort();
    const limit = limiterFactory(AT_ONCE);
    const matches = await Promise.all(
      candidates.map(id => limit(() => hasTags(listing, id, tags))),
    );
    return candidates.filter((_, index) => matches[index]).sort();
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable('organizations:ListAccounts', error);
  }
}
