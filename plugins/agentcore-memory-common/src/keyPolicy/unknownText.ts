import { isAccountId } from '../facts';
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
export const ACCOUNT_ID = Array<string>(12).fill('8076543219');

function matchesBeginning(
  { prefix, chosen }: Extract<UnknownText, { kind: 'prefix' }>,
  text: TextComparison,
  expected: string,
): Tri | 'chosen' {
  // Whoever has a role of an unknown name has no service-linked one.
  const rests = text
    .restsAfter(expected, prefix)
    ?.filter(rest => !prefix.endsWith(':role/') || !isServiceLinkedRest(rest));
  if (!rests) return 'undecidable';
  if (takesAnything(rests)) return true;
  if (rests.length === 0) return false;
  // A path of a role may hold colons, so that a star in front of an account may take up all of another ARN.
  return chosen && rests.some(rest => !rest.includes(':'))
    ? 'chosen'
    : 'undecidable';
}

function matchesAccount(text: TextComparison, expected: string): Tri {
  if (text.kind === 'literal' || !hasWildcard(expected)) {
    return isAccountId(expected) ? 'undecidable' : false;
  }
  if (exampleOf(expected, ACCOUNT_ID) === undefined) return false;
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
): Tri | 'chosen' {
  switch (value.kind) {
    case 'prefix':
      return matchesBeginning(value, text, expected);
    case 'account':
      return matchesAccount(text, expected);
    case 'unlisted':
      return matchesUnlisted(text, expected);
    case 'resource-of':
      return matchesResource(value, text, expected);
    default:
      return value satisfies never;
  }
}
