import { matchesArn, matchesArnByPrefix } from './arnPattern';
import { Tri } from './tri';
import { ConditionOperator } from './types';
import { matchesWildcards, matchesWildcardsByPrefix } from './wildcard';

/** One operator: how a value of the policy compares with one of the request. */
export interface OperatorMeaning {
  /** Whether it holds where none of the values compares, such as `StringNotEquals`. */
  negated: boolean;
  compare(expected: string, actual: string): Tri;
  /** The same, where only the beginning of the actual value is known. Left out: can't be decided. */
  compareByPrefix?(expected: string, prefix: string): Tri;
}

type Comparison = Omit<OperatorMeaning, 'negated'>;

const equal: Comparison = {
  compare: (expected, actual) => expected === actual,
  compareByPrefix: (expected, prefix) =>
    expected.startsWith(prefix) ? 'undecidable' : false,
};
const equalIgnoringCase: Comparison = {
  compare: (expected, actual) =>
    expected.toLowerCase() === actual.toLowerCase(),
  compareByPrefix: (expected, prefix) =>
    expected.toLowerCase().startsWith(prefix.toLowerCase())
      ? 'undecidable'
      : false,
};
const like: Comparison = {
  compare: matchesWildcards,
  compareByPrefix: matchesWildcardsByPrefix,
};
// AWS: "ArnEquals and ArnLike … behave identically".
const arn: Comparison = {
  compare: matchesArn,
  compareByPrefix: matchesArnByPrefix,
};
const bool: Comparison = {
  compare(expected, actual) {
    const value = expected.toLowerCase();
    if (value !== 'true' && value !== 'false') return 'undecidable';
    return value === actual.toLowerCase();
  },
};
const undecidable: Comparison = { compare: () => 'undecidable' };

function ordered(
  toNumber: (text: string) => number,
  holds: (actual: number, expected: number) => boolean,
): Comparison {
  return {
    compare(expected, actual) {
      const [left, right] = [toNumber(actual), toNumber(expected)];
      if (Number.isNaN(left) || Number.isNaN(right)) return 'undecidable';
      return holds(left, right);
    },
  };
}

function numberOf(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
}

// A time without a zone would be read in the zone of this process, so it is not read at all.
const INSTANT =
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

function instantOf(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1000;
  return INSTANT.test(text) ? Date.parse(text) : NaN;
}

const positive = (comparison: Comparison): OperatorMeaning => ({
  ...comparison,
  negated: false,
});
const negated = (comparison: Comparison): OperatorMeaning => ({
  ...comparison,
  negated: true,
});
const number = (holds: (actual: number, expected: number) => boolean) =>
  ordered(numberOf, holds);
const date = (holds: (actual: number, expected: number) => boolean) =>
  ordered(instantOf, holds);

/**
 * What each operator means.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const MEANING: Record<Exclude<ConditionOperator, 'Null'>, OperatorMeaning> = {
  StringEquals: positive(equal),
  StringNotEquals: negated(equal),
  StringEqualsIgnoreCase: positive(equalIgnoringCase),
  StringNotEqualsIgnoreCase: negated(equalIgnoringCase),
  StringLike: positive(like),
  StringNotLike: negated(like),
  ArnEquals: positive(arn),
  ArnNotEquals: negated(arn),
  ArnLike: positive(arn),
  ArnNotLike: negated(arn),
  Bool: positive(bool),
  NumericEquals: positive(number((a, b) => a === b)),
  NumericNotEquals: negated(number((a, b) => a === b)),
  NumericLessThan: positive(number((a, b) => a < b)),
  NumericLessThanEquals: positive(number((a, b) => a <= b)),
  NumericGreaterThan: positive(number((a, b) => a > b)),
  NumericGreaterThanEquals: positive(number((a, b) => a >= b)),
  DateEquals: positive(date((a, b) => a === b)),
  DateNotEquals: negated(date((a, b) => a === b)),
  DateLessThan: positive(date((a, b) => a < b)),
  DateLessThanEquals: positive(date((a, b) => a <= b)),
  DateGreaterThan: positive(date((a, b) => a > b)),
  DateGreaterThanEquals: positive(date((a, b) => a >= b)),
  BinaryEquals: positive(undecidable),
  IpAddress: positive(undecidable),
  NotIpAddress: negated(undecidable),
};

/** All operators that are known by name. */
export const OPERATORS: ReadonlySet<ConditionOperator> = new Set([
  ...(Object.keys(MEANING) as (keyof typeof MEANING)[]),
  'Null',
]);

/** What an operator means. `Null` is none of them: it looks at the key's presence only. */
export function operatorMeaning(
  operator: Exclude<ConditionOperator, 'Null'>,
): OperatorMeaning {
  return MEANING[operator];
}
