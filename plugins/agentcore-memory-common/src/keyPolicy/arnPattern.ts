import { Budget } from './budget';
import { Tri } from './tri';
import { matchesWildcards, restsAfter } from './wildcard';

/** The six parts of an ARN, the last one with all the colons it holds; `undefined` if there are fewer. */
export function arnComponents(text: string): string[] | undefined {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Any ARN, as people write it. */
const IS_ANY = /^(arn:)?\*+$/;

/**
 * Whether an ARN matches a pattern as ArnLike compares them: "each of the six colon-delimited components
 * of the ARN is checked separately". Undecidable where either side is no ARN, but for a star alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: string, arn: string, budget?: Budget): Tri {
  budget?.read(pattern);
  const actual = arnComponents(arn);
  if (actual && IS_ANY.test(pattern)) return true;
  const expected = arnComponents(pattern);
  if (!expected || !actual) return 'undecidable';
  return expected.every((part, i) => matchesWildcards(part, actual[i], budget));
}

/** What is left of such a pattern behind the beginning of an ARN that ends somewhere in its last part; see `restsAfter`. */
export function arnRestsAfter(
  pattern: string,
  prefix: string,
  budget?: Budget,
): string[] | undefined {
  budget?.read(pattern);
  const actual = arnComponents(prefix);
  if (actual && IS_ANY.test(pattern)) return ['*'];
  const expected = arnComponents(pattern);
  if (!expected || !actual) return undefined;
  for (let i = 0; i < 5; i++) {
    if (!matchesWildcards(expected[i], actual[i], budget)) return [];
  }
  return restsAfter(expected[5], actual[5], budget);
}
