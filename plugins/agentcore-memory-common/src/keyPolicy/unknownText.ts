import { isAccountId } from '../facts';
import { Budget } from './budget';
import { TextComparison } from './conditionOperators';
import { exampleOf } from './exampleOf';
import { isServiceLinkedRest } from './serviceLinkedRole';
import { audienceOfArn } from './audienceOfArn';
import { ContextValue } from './requestContext';
import { Tri } from './tri';
import { hasWildcard, takesAnything } from './wildcard';

/** A value of a request of which not all is known. */
export type UnknownText = Extract<
  ContextValue,
  { kind: 'prefix' | 'account' | 'unlisted' | 'resource-of' }
>;

/** The characters of an account id, place by place. */
const ACCOUNT_ID = Array<string>(12).fill('8076543219');

/**
 * Whether a pattern leaves the name open, and not only its path or the session of one role: no two roles share a
 * name. Other than paths, names of sessions hold no colons.
 */
function leavesNameOpen(rest: string, prefix: string): boolean {
  const parts = rest.split('/');
  if (prefix.includes(':iam:')) return hasWildcard(parts[parts.length - 1]);
  return hasWildcard(parts[0]) && !rest.includes(':');
}

function matchesBeginning(
  { prefix, chosen, unlisted }: Extract<UnknownText, { kind: 'prefix' }>,
  text: TextComparison,
  expected: string,
  budget?: Budget,
): Tri | 'chosen' {
  // Whoever has a role of an unknown name has no service-linked one.
  const rests = text
    .restsAfter(expected, prefix, budget)
    ?.filter(rest => !prefix.endsWith(':role/') || !isServiceLinkedRest(rest))
    .filter(rest => !unlisted || leavesNameOpen(rest, prefix));
  if (!rests) return 'undecidable';
  if (takesAnything(rests)) return true;
  if (rests.length === 0) return false;
  // A path of a role may hold colons, so that a star in front of an account may take up all of another ARN.
  return chosen && rests.some(rest => !rest.includes(':'))
    ? 'chosen'
    : 'undecidable';
}

function matchesAccount(
  text: TextComparison,
  expected: string,
  budget?: Budget,
): Tri {
  if (text.kind === 'literal' || !hasWildcard(expected)) {
    return isAccountId(expected) ? 'undecidable' : false;
  }
  if (exampleOf(expected, ACCOUNT_ID, budget) === undefined) return false;
  return /^[*?]+$/.test(expected) ? true : 'undecidable';
}

function matchesUnlisted(text: TextComparison, expected: string): Tri {
  if (text.kind === 'literal' || !hasWildcard(expected)) return false;
  return takesAnything([expected]) ? true : 'undecidable';
}

/** Resources of every service and type, in so far as the account allows. */
const ALL_RESOURCES = /^(\*|arn:\*|arn:[^:]*:\*:\*:[^:]*:\*)$/;

function matchesResource(
  { accountId }: Extract<UnknownText, { kind: 'resource-of' }>,
  text: TextComparison,
  expected: string,
): Tri | 'chosen' {
  const audience = audienceOfArn(expected, text.kind);
  if (audience === 'undecided') return 'undecidable';
  const isMeant =
    audience === 'anyone' ||
    (audience !== 'single' && audience.accountId === accountId);
  if (!isMeant) return false;
  // An account has resources of each service and type, and others as well.
  return ALL_RESOURCES.test(expected) || 'chosen';
}

/**
 * Whether a value of a policy matches a text of which not all is known; `chosen`: if the caller wants it to.
 */
export function matchesUnknown(
  value: UnknownText,
  text: TextComparison,
  expected: string,
  budget?: Budget,
): Tri | 'chosen' {
  switch (value.kind) {
    case 'prefix':
      return matchesBeginning(value, text, expected, budget);
    case 'account':
      return matchesAccount(text, expected, budget);
    case 'unlisted':
      return matchesUnlisted(text, expected);
    case 'resource-of':
      return matchesResource(value, text, expected);
    default:
      return value satisfies never;
  }
}
