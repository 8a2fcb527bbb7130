import { isAccountId } from '../facts';
import { Budget } from './budget';
import { Form, Kind, kindsOf } from './kinds';
import { KeyPolicy } from './types';
import { collapsed, hasWildcard, restsAfter } from './wildcard';

/**
 * The accounts and organisations that a policy can tell apart. Whoever it means by no text is a stranger to it.
 */
export interface Vocabulary {
  /** Accounts that are written out. */
  accounts: string[];
  /** One account for each set of patterns that some account matches, whoever they belong to. */
  someAccounts: string[];
  /** Accounts that no text of the policy means, but those that mean all; none if patterns leave nobody out. */
  otherAccounts: string[];
  /** The same of organisations. */
  organizations: string[];
  someOrganizations: string[];
  otherOrganizations: string[];
  /** A name of a principal that no text of the policy spells out. */
  otherName: string;
  /** The condition keys it uses, in the spelling of `contextKey`. */
  keys: ReadonlySet<string>;
}

const ACCOUNT_FORM: Form = {
  prefix: '',
  letters: '8076543219',
  min: 12,
  max: 12,
};

/** "o-" and ten to thirty-two lower-case letters or digits: Organization.Id of AWS Organizations. */
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const ORGANIZATION_FORM: Form = {
  prefix: 'o-',
  letters: 'qxzwkvjabcdefghilmnoprstuy0123456789',
  min: 10,
  max: 32,
};

const ACCOUNT_KEY = /account$/;
const ARN_KEY = /^aws:(principal|source)arn$/;
const ORGANIZATION_KEY = /^aws:(principal|source)org(id|paths)$/;

/** The texts of a policy that may mean accounts or organisations. */
interface Texts {
  accounts: Set<string>;
  organizations: Set<string>;
  names: Set<string>;
  arns: Set<string>;
  keys: Set<string>;
}

/** Each star but the last is followed by a character of the id, or is none that an id can reach. */
const MAX_STARS = 34;

/** Of a pattern that begins with an id: the part that an id may match, whole and up to each star that may take up its end. */
function beginningsOf(pattern: string, budget: Budget): string[] {
  const [head] = pattern.split(/[:/]/, 1);
  const ends = [head];
  let star = head.indexOf('*');
  while (star >= 0 && ends.length <= MAX_STARS) {
    budget.spend(1);
    ends.push(head.slice(0, star + 1));
    star = head.indexOf('*', star + 1);
  }
  return ends;
}

/** Where the account may stand in a pattern of ARNs. */
function accountsIn(
  pattern: string,
  partition: string,
  budget: Budget,
): string[] {
  const part = pattern.split(':')[4];
  // A star in front may take up any part of an ARN.
  const behind = ['iam', 'sts'].flatMap(service =>
    restsAfter(pattern, `arn:${partition}:${service}::`, budget),
  );
  return [
    ...(part === undefined ? [] : [part]),
    ...behind.flatMap(rest => beginningsOf(rest, budget)),
  ];
}

function textsOf(policy: KeyPolicy, partition: string, budget: Budget): Texts {
  const [accounts, organizations, names, arns, keys] = Array.from(
    { length: 5 },
    () => new Set<string>(),
  );
  for (const { principal, conditions } of policy.statements) {
    for (const entry of principal.entries) {
      if ('accountId' in entry) accounts.add(entry.accountId);
      if (entry.kind === 'named') arns.add(entry.arn);
      if (entry.kind === 'service') names.add(entry.service);
    }
    for (const { key, values } of conditions) {
      keys.add(key);
      for (const value of values) {
        budget.read(value);
        if (ORGANIZATION_KEY.test(key)) {
          const isPath = key.endsWith('paths');
          (isPath ? beginningsOf(value, budget) : [value]).forEach(text =>
            organizations.add(text),
          );
        } else if (ARN_KEY.test(key)) {
          arns.add(value);
          accountsIn(value, partition, budget).forEach(text =>
            accounts.add(text),
          );
        } else if (ACCOUNT_KEY.test(key)) accounts.add(value);
      }
    }
  }
  return { accounts, organizations, names, arns, keys };
}

/** A name that stands in none of these texts. */
function nameBeside(texts: Iterable<string>): string {
  const used = new Set([...texts].flatMap(text => text.split(/[/.:]/)));
  for (let n = 0; ; n++) {
    if (!used.has(`unlisted${n}`)) return `unlisted${n}`;
  }
}

/** Whether a pattern is about the length of ids at most, so that whoever it means is a stranger all the same. */
const isOnlyWildcards = (text: string) => /^(o-?)?[*?]+$/.test(text);

/** One id of each kind that patterns tell apart: those that some pattern means, and strangers. */
function examplesOf(
  texts: Iterable<string>,
  form: Form,
  listed: ReadonlySet<string>,
  budget: Budget,
): { some: string[]; others: string[] } {
  const patterns = [...new Set([...texts].map(collapsed))].filter(hasWildcard);
  const kinds = kindsOf(patterns, form, listed, budget);
  const isMeant = ({ matched }: Kind) =>
    matched.some(n => !isOnlyWildcards(patterns[n]));
  return {
    some: kinds.filter(isMeant).map(({ id }) => id),
    others: kinds.filter(kind => !isMeant(kind)).map(({ id }) => id),
  };
}

/** Without the stars at its end. */
function trimmed(pattern: string): string {
  return collapsed(pattern).replace(/\*$/, '');
}

/** What a policy can tell apart. */
export function vocabularyOf(
  policy: KeyPolicy,
  partition: string,
  budget: Budget,
): Vocabulary {
  const { accounts, organizations, names, arns, keys } = textsOf(
    policy,
    partition,
    budget,
  );
  const accountIds = new Set(
    [...accounts, ...arns]
      .flatMap(text => text.match(/\d{12}/g) ?? [])
      .filter(isAccountId),
  );
  const ids = [...organizations].map(text => text.toLowerCase());
  // An id with a star behind it means that one organisation, as far as AWS makes them.
  const organizationIds = new Set(
    ids.map(trimmed).filter(id => ORGANIZATION.test(id)),
  );
  const ofAccounts = examplesOf(accounts, ACCOUNT_FORM, accountIds, budget);
  const ofOrganizations = examplesOf(
    ids.filter(id => !organizationIds.has(trimmed(id))),
    ORGANIZATION_FORM,
    organizationIds,
    budget,
  );
  return {
    accounts: [...accountIds],
    someAccounts: ofAccounts.some,
    otherAccounts: ofAccounts.others,
    organizations: [...organizationIds],
    someOrganizations: ofOrganizations.some,
    otherOrganizations: ofOrganizations.others,
    otherName: nameBeside([...names, ...arns]),
    keys,
  };
}
