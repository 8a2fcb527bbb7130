import { isAccountId } from '../facts';
import { arnComponents } from './arnPattern';
import { hasWildcard } from './wildcard';

/** Whose resources an ARN in a condition means. `single`: single ones, or none. */
export type AudienceOfArn =
  | 'anyone'
  | 'undecided'
  | 'single'
  | { accountId: string };

/** How a value is compared: as it is, with wildcards, or with wildcards within the parts of an ARN. */
export type TextComparisonKind = 'literal' | 'text' | 'arn';

const ONLY_WILDCARDS = /^[*?]+$/;

/** A type of resource at most, such as `memory/*`. */
const TYPE_AT_MOST = /^(?:[a-z-]+[:/]?)?([*?:/]+)$/;
const isWhole = (resource: string) =>
  TYPE_AT_MOST.exec(resource)?.[1].includes('*') ?? false;

function audienceOfPartialArn(
  value: string,
  comparison: TextComparisonKind,
): AudienceOfArn {
  if (/^(arn:)?[*?:]+$/.test(value)) return 'anyone';
  if (comparison !== 'arn' && !hasWildcard(value)) return 'single';
  // To a text comparison a star may be most of an ARN. Digits may be those of an account.
  return comparison === 'text' && value.includes('*') && !/\d{4}/.test(value)
    ? 'anyone'
    : 'undecided';
}

/** Whose resources this value of a condition means. */
export function audienceOfArn(
  value: string,
  comparison: TextComparisonKind,
): AudienceOfArn {
  // To a literal comparison a wildcard is a character that no ARN has.
  if (comparison === 'literal' && hasWildcard(value)) return 'single';
  const parts = arnComponents(value);
  if (!parts) return audienceOfPartialArn(value, comparison);
  const [accountId, resource] = parts.slice(4);
  // Any account can have a resource of any name, so the name narrows nothing.
  if (ONLY_WILDCARDS.test(accountId)) return 'anyone';
  // To a text comparison an early star may take up the account as well, since a resource's name may hold colons.
  const early = comparison === 'text' && parts.slice(0, 4).join().includes('*');
  if (early || hasWildcard(accountId)) return 'undecided';
  if (isAccountId(accountId)) {
    return isWhole(resource) ? { accountId } : 'single';
  }
  // Some ARNs, such as those of S3 buckets, name one resource without an account.
  return hasWildcard(resource) ? 'undecided' : 'single';
}
