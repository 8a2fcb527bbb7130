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
import { allPages, WholeListing } from '../aws/pages';
import { UnexpectedAnswerError } from '../aws/toFacts';
import {
  AccountListing,
  CallOptions,
  OrganizationConfig,
} from './MemoryInventory';
import { unreadable } from './unreadable';

const AT_ONCE = 4;
/** AWS allows five levels of organisational units below a root. */
const MAX_DEPTH = 6;

interface Listing {
  client: OrganizationsClient;
  signal?: AbortSignal;
}

async function allAccounts({
  client,
  signal,
}: Listing): Promise<WholeListing<Account>> {
  const listing = await allPages(async token => {
    const page = await client.send(
      new ListAccountsCommand({ NextToken: token }),
      { abortSignal: signal },
    );
    return { items: page.Accounts, next: page.NextToken };
  });
  // Every organisation has its management account.
  if (listing.items.length === 0) {
    throw new UnexpectedAnswerError('AWS answered without Accounts');
  }
  return listing;
}

/** The accounts of an organisational unit and of all units below it. */
async function accountsBelow(
  listing: Listing,
  parentId: string,
  depth = 0,
): Promise<WholeListing<Account>> {
  if (depth > MAX_DEPTH) {
    throw new TypeError('Organisational units are nested without end');
  }
  const { client, signal } = listing;
  const { items: accounts, ...direct } = await allPages(async token => {
    const page = await client.send(
      new ListAccountsForParentCommand({
        ParentId: parentId,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    return { items: page.Accounts, next: page.NextToken };
  });
  const { items: units, ...below } = await allPages(async token => {
    const page = await client.send(
      new ListOrganizationalUnitsForParentCommand({
        ParentId: parentId,
        NextToken: token,
      }),
      { abortSignal: signal },
    );
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });
  let leftOut = direct.leftOut || below.leftOut;
  for (const { Id } of units) {
    if (!Id) throw new TypeError('AWS answered without an Id of a unit');
    const unit = await accountsBelow(listing, Id, depth + 1);
    accounts.push(...unit.items);
    leftOut ||= unit.leftOut;
  }
  return { items: accounts, leftOut };
}

async function hasTags(
  { client, signal }: Listing,
  accountId: string,
  wanted: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { items: tags } = await allPages(async token => {
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
): Promise<AccountListing> {
  try {
    const { accountId, partition = 'aws' } = config;
    const place = { accountId, region: homeRegionOf(partition) };
    const client = await clients.organizations(place, signal);
    const listing = { client, signal };
    const listings = config.organizationalUnits
      ? await Promise.all(
          config.organizationalUnits.map(id => accountsBelow(listing, id)),
        )
      : [await allAccounts(listing)];
    const found = listings.flatMap(({ items }) => items);
    const listLeftOut = listings.some(({ leftOut }) => leftOut);
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
    if (!tags) return { accountIds: candidates.sort(), listLeftOut };
    const limit = limiterFactory(AT_ONCE);
    const matches = await Promise.all(
      candidates.map(id => limit(() => hasTags(listing, id, tags))),
    );
    return {
      accountIds: candidates.filter((_, index) => matches[index]).sort(),
      listLeftOut,
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable('organizations:ListAccounts', error);
  }
}
