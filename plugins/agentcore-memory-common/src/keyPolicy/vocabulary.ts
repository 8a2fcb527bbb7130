import { isAccountId } from '../facts';
import { exampleOf } from './exampleOf';
import { KeyPolicy } from './types';
import { hasWildcard, matchesWildcards, restsAfter } from './wildcard';

/**
 * The accounts and organisations that a policy can tell apart. Whoever is in none of them is a stranger to it, and
 * all strangers are alike.
 */
export interface Vocabulary {
  /** Accounts that are written out. */
  accounts: string[];
  /** One account for each pattern that means some accounts, whoever they belong to. */
  someAccounts: string[];
  /** An account that no text of the policy means, but those that mean all. */
  otherAccount: string;
  /** The same of organisations. */
  organizations: string[];
  someOrganizations: string[];
  otherOrganization: string;
  /** A name of a principal that no text of the policy spells out. */
  otherName: string;
  /** The condition keys it uses, in the spelling of `contextKey`. */
  keys: ReadonlySet<string>;
}

/** The characters of an account id, place by place; several of them, to have examples that are not written out. */
const ACCOUNT_IDS = ['8076543219', '3192807654', '6543219807'].map(digits =>
  Array<string>(12).fill(digits),
);

/** "o-" and ten to thirty-two lower-case letters or digits: Organization.Id of AWS Organizations. */
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const LETTERS = 'qxzwkvjabcdefghilmnoprstuy0123456789';
const ORGANIZATION_IDS = Array.from({ length: 23 }, (_, i) => [
  'o',
  '-',
  ...Array<string>(10 + i).fill(LETTERS),
]);

const ACCOUNT_KEY = /account$/;
const ARN_KEY = /^aws:(principal|source)arn$/;
const ORGANIZATION_KEY = /^aws:(principal|source)org(id|paths)$/;

/** The texts of a policy that may mean accounts or organisations. */
interface Texts {
  accounts: Set<string>;
  organizations: Set<string>;
  arns: Set<string>;
  keys: Set<string>;
}

/** Where the account may stand in a pattern of ARNs, with what belongs to it for sure and for once. */
function accountsIn(pattern: string, partition: string): string[] {
  const part = pattern.split(':')[4];
  // A star in front may take up any part of an ARN, and one within the account what is behind it.
  const behind = ['iam', 'sts'].flatMap(service =>
    restsAfter(pattern, `arn:${partition}:${service}::`),
  );
  return [
    ...(part === undefined ? [] : [part]),
    ...behind.flatMap(rest => {
      const account = /^[^:*]*\*?/.exec(rest)![0];
      return [account, account.slice(0, 12)];
    }),
  ];
}

function textsOf(policy: KeyPolicy, partition: string): Texts {
  const [accounts, organizations, arns, keys] = Array.from(
    { length: 4 },
    () => new Set<string>(),
  );
  for (const { principal, conditions } of policy.statements) {
    for (const entry of principal.entries) {
      if ('accountId' in entry) accounts.add(entry.accountId);
      if (entry.kind === 'named') arns.add(entry.arn);
    }
    for (const { key, values } of conditions) {
      keys.add(key);
      for (const value of values) {
        if (ORGANIZATION_KEY.test(key)) organizations.add(value.split('/')[0]);
        else if (ARN_KEY.test(key)) {
          arns.add(value);
          accountsIn(value, partition).forEach(text => accounts.add(text));
        } else if (ACCOUNT_KEY.test(key)) accounts.add(value);
      }
    }
  }
  return { accounts, organizations, arns, keys };
}

/** A value that no pattern matches but those that match about everything. */
function otherThan(
  candidate: (n: number) => string,
  patterns: readonly string[],
): string {
  for (let n = 0; n < 1_000; n++) {
    const value = candidate(n);
    if (!patterns.some(pattern => matchesWildcards(pattern, value))) {
      return value;
    }
  }
  // Patterns that together take up everything leave nobody out.
  return candidate(0);
}

/** A name that stands in none of these ARNs, as its author may know which names are tried. */
function nameBeside(arns: readonly string[]): string {
  return arns
    .flatMap(arn => arn.match(/qX7zKw0vJq*/g) ?? [])
    .reduce(
      (name, used) => (used.length < name.length ? name : `${used}q`),
      'qX7zKw0vJ',
    );
}

/** An example for each pattern that means some values and not all. */
function examplesOf(
  patterns: readonly string[],
  other: string,
  alphabets: readonly (readonly string[])[],
  listed: ReadonlySet<string>,
): string[] {
  return patterns
    .filter(
      pattern => hasWildcard(pattern) && !matchesWildcards(pattern, other),
    )
    .flatMap(pattern => {
      const found = alphabets.flatMap(
        alphabet => exampleOf(pattern, alphabet) ?? [],
      );
      return found.find(value => !listed.has(value)) ?? found.slice(0, 1);
    });
}

const isOnlyWildcards = (text: string) => /^(o-?)?[*?]+$/.test(text);

/** What a policy can tell apart. */
export function vocabularyOf(policy: KeyPolicy, partition: string): Vocabulary {
  const { accounts, organizations, arns, keys } = textsOf(policy, partition);
  const accountIds = new Set(
    [...accounts, ...arns].flatMap(text => text.match(/\d{12}/g) ?? []),
  );
  const ids = [...organizations].map(text => text.toLowerCase());
  // An id with a star behind it means that one organisation, as far as AWS makes them.
  const organizationIds = new Set(
    ids.map(id => id.replace(/\*+$/, '')).filter(id => ORGANIZATION.test(id)),
  );
  const otherAccount = otherThan(
    n => String(808_580_858_085 + n * 7_919_190_919).slice(-12),
    [...accounts, ...accountIds].filter(text => !isOnlyWildcards(text)),
  );
  const otherOrganization = otherThan(
    // Each candidate begins with another letter, as a pattern may mean all ids that begin with one.
    n =>
      `o-${Array.from(
        { length: 10 },
        (_, i) => LETTERS[(n * 7 + i * (n + 5)) % LETTERS.length],
      ).join('')}`,
    ids.filter(text => !isOnlyWildcards(text)),
  );
  return {
    accounts: [...accountIds].filter(isAccountId),
    someAccounts: examplesOf(
      [...accounts],
      otherAccount,
      ACCOUNT_IDS,
      accountIds,
    ),
    otherAccount,
    organizations: [...organizationIds],
    someOrganizations: examplesOf(
      ids.filter(id => !organizationIds.has(id.replace(/\*+$/, ''))),
      otherOrganization,
      ORGANIZATION_IDS,
      organizationIds,
    ),
    otherOrganization,
    otherName: nameBeside([...arns]),
    keys,
  };
}
