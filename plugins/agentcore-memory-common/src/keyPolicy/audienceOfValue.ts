import { isAccountId } from '../facts';
import { arnComponents } from './arnPattern';
import { hasWildcard, matchesWildcards } from './wildcard';

/** The principals that one value of a condition leaves. `single`: single principals, or none. */
export type AudienceOfValue =
  | 'anyone'
  | 'undecided'
  | 'single'
  | { accountId: string };

/** What a key tells of those who ask, or for whom a service asks. */
export type WhoKind = 'account' | 'arn' | 'organization' | 'service';

/** How a value is compared: as it is, with wildcards, or with wildcards within the parts of an ARN. */
export type Comparison = 'literal' | 'text' | 'arn';

const ONLY_WILDCARDS = /^[*?]+$/;

function audienceOfAccount(value: string): AudienceOfValue {
  if (isAccountId(value)) return { accountId: value };
  if (ONLY_WILDCARDS.test(value)) return 'anyone';
  return hasWildcard(value) ? 'undecided' : 'single';
}

/** Names that no policy spells out: a pattern that matches one of them matches all names. */
const ANY_NAME = 'role|user|federated-user|assumed-role/x'
  .split('|')
  .map(type => `${type}/qX7zKw0vJ`);

function isWholeAccount(resource: string): boolean {
  return (
    /^([a-z-]+[:/]?)?[*?:/]*\*[*?:/]*$/.test(resource) ||
    ANY_NAME.some(name => matchesWildcards(resource, name))
  );
}

function audienceOfPartialArn(
  value: string,
  comparison: Comparison,
): AudienceOfValue {
  if (/^(arn:)?[*?:]+$/.test(value)) return 'anyone';
  // To a text comparison a star may be most of an ARN. Digits may be those of an account.
  return comparison === 'text' && value.includes('*') && !/\d{4}/.test(value)
    ? 'anyone'
    : 'undecided';
}

function audienceOfArn(value: string, comparison: Comparison): AudienceOfValue {
  const parts = arnComponents(value);
  if (!parts) return audienceOfPartialArn(value, comparison);
  const [accountId, resource] = parts.slice(4);
  // Any account can create a role of any name, so the name narrows nothing.
  if (ONLY_WILDCARDS.test(accountId)) return 'anyone';
  // To a text comparison an early star may take up the account as well, since a path may hold colons.
  const early = comparison === 'text' && parts.slice(0, 4).join().includes('*');
  if (early || hasWildcard(accountId)) return 'undecided';
  if (isAccountId(accountId)) {
    return isWholeAccount(resource) ? { accountId } : 'single';
  }
  // Some ARNs, such as those of S3 buckets, name one resource without an account.
  return hasWildcard(resource) ? 'undecided' : 'single';
}

function audienceOfOrganization(value: string): AudienceOfValue {
  if (/^(o-?)?[*?/]+$/.test(value)) return 'anyone';
  const id = value.split('/')[0];
  return hasWildcard(id) && !/^o-[a-z0-9]{10,32}\*?$/.test(id)
    ? 'undecided'
    : 'single';
}

function audienceOfService(value: string): AudienceOfValue {
  return hasWildcard(value) ? 'undecided' : 'single';
}

const AUDIENCE: Record<
  WhoKind,
  (value: string, comparison: Comparison) => AudienceOfValue
> = {
  account: audienceOfAccount,
  arn: audienceOfArn,
  organization: audienceOfOrganization,
  service: audienceOfService,
};

/** Who is left of "any principal" by one value of a condition. */
export function audienceOfValue(
  kind: WhoKind,
  comparison: Comparison,
  value: string,
): AudienceOfValue {
  // To a literal comparison a wildcard is a character that no account, ARN or organisation has.
  return comparison === 'literal' && hasWildcard(value)
    ? 'single'
    : AUDIENCE[kind](value, comparison);
}
