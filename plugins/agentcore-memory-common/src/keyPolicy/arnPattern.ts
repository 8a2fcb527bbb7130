import { Tri } from './tri';
import { matchesWildcards, matchesWildcardsByPrefix } from './wildcard';

/** The six parts of an ARN, the last one with all the colons it holds; `undefined` if there are fewer. */
export function arnComponents(text: string): string[] | undefined {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/**
 * Whether an ARN matches a pattern as ArnLike compares them: "each of the six colon-delimited components
 * of the ARN is checked separately". Undecidable where either side is no ARN.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: string, arn: string): Tri {
  const expected = arnComponents(pattern);
  const actual = arnComponents(arn);
  if (!expected || !actual) return 'undecidable';
  return expected.every((part, i) => matchesWildcards(part, actual[i]));
}

/** The same for an ARN of which only the beginning is known, up to somewhere in its last part. */
export function matchesArnByPrefix(pattern: string, prefix: string): Tri {
  const expected = arnComponents(pattern);
  const actual = arnComponents(prefix);
  if (!expected || !actual) return 'undecidable';
  for (let i = 0; i < 5; i++) {
    if (!matchesWildcards(expected[i], actual[i])) return false;
  }
  return matchesWildcardsByPrefix(expected[5], actual[5]);
}
