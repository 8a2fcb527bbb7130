import { arnComponents } from './arnPattern';
import { hasWildcard, matchesWildcards } from './wildcard';

/** One value of a condition: who is left by it. `single`: single principals, or nobody. */
export type Left = 'anyone' | 'undecided' | 'single' | { accountId: string };

/** What a key tells of those who ask, or for whom a service asks. */
export type WhoKind = 'account' | 'arn' | 'organization' | 'service';

/** How a value is compared: as it is, with wildcards, or with wildcards within the parts of an ARN. */
export type Comparison = 'literal' | 'text' | 'arn';

const ACCOUNT = /^\d{12}$/;
const ONLY_WILDCARDS = /^[*?]+$/;

function leftByAccount(value: string): Left {
  if (ACCOUNT.test(value)) return { accountId: value };
  if (ONLY_WILDCARDS.test(value)) return 'anyone';
  return hasWildcard(value) ? 'undecided' : 'single';
}

/** Resources that nobody writes into a policy by name: what matches one of them matches them all. */
const ANY_NAME = 'role|user|federated-user|assumed-role/x'
  .split('|')
  .map(type => `${type}/qX7zKw0vJ`);

function isWholeAccount(resource: string): boolean {
  return (
    /^([a-z-]+[:/]?)?[*?:/]*\*[*?:/]*$/.test(resource) ||
    ANY_NAME.some(name => matchesWildcards(resource, name))
  );
}

function leftByPartialArn(value: string, comparison: Comparison): Left {
  if (/^(arn:)?[*?:]+$/.test(value)) return 'anyone';
  // To a text comparison a star may be most of an ARN. Digits may be those of an account.
  return comparison === 'text' && value.includes('*') && !/\d{4}/.test(value)
    ? 'anyone'
    : 'undecided';
}

function leftByArn(value: string, comparison: Comparison): Left {
  const parts = arnComponents(value);
  if (!parts) return leftByPartialArn(value, comparison);
  const [accountId, resource] = parts.slice(4);
  // Whatever such a role is called: whoever has an account can make one of that name.
  if (ONLY_WILDCARDS.test(accountId)) return 'anyone';
  // To a text comparison an early star may take up the account as well, since a path may hold colons.
  const early = comparison === 'text' && parts.slice(0, 4).join().includes('*');
  if (early || hasWildcard(accountId)) return 'undecided';
  if (ACCOUNT.test(accountId)) {
    return isWholeAccount(resource) ? { accountId } : 'single';
  }
  // Some ARNs, such as those of S3 buckets, name one resource without an account.
  return hasWildcard(resource) ? 'undecided' : 'single';
}

function leftByOrganization(value: string): Left {
  if (/^(o-?)?[*?/]+$/.test(value)) return 'anyone';
  const id = value.split('/')[0];
  return hasWildcard(id) && !/^o-[a-z0-9]{10,32}\*?$/.test(id)
    ? 'undecided'
    : 'single';
}

function leftByService(value: string): Left {
  return hasWildcard(value) ? 'undecided' : 'single';
}

const LEFT: Record<WhoKind, (value: string, comparison: Comparison) => Left> = {
  account: leftByAccount,
  arn: leftByArn,
  organization: leftByOrganization,
  service: leftByService,
};

/** Who is left of "any principal" by one value of a condition. */
export function audienceOfValue(
  kind: WhoKind,
  comparison: Comparison,
  value: string,
): Left {
  // To a literal comparison a wildcard is a character that no account, ARN or organisation has.
  return comparison === 'literal' && hasWildcard(value)
    ? 'single'
    : LEFT[kind](value, comparison);
}
