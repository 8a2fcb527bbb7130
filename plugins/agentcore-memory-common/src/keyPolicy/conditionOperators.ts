import { arnRestsAfter, matchesArn } from './arnPattern';
import { TextComparisonKind } from './audienceOfArn';
import { Budget } from './budget';
import { Tri } from './tri';
import { ConditionOperator } from './types';
import { matchesWildcards, restsAfter } from './wildcard';

/** One operator: how a value of the policy compares with one of the request. */
export interface OperatorMeaning {
  /** Whether it holds where none of the values compares, such as `StringNotEquals`. */
  negated: boolean;
  compare(expected: string, actual: string, budget?: Budget): Tri;
  /** How it compares texts. Left out: it compares no texts, and what it makes of one can't be decided. */
  text?: TextComparison;
  /** The same as `compare` with all times of one day, `YYYY-MM-DD`. Left out: can't be decided. */
  compareByDay?(expected: string, day: string): Tri;
}

/** How an operator compares a value of the policy with a text of which not all is known. */
export interface TextComparison {
  kind: TextComparisonKind;
  /** What is left of the expected text behind a prefix of the actual one; see `restsAfter`. `undefined`: can't be decided. */
  restsAfter(
    expected: string,
    prefix: string,
    budget?: Budget,
  ): string[] | undefined;
}

type Comparison = Omit<OperatorMeaning, 'negated'>;

/** What is left of a text in which a star is a star. A text that is not over yet is never "anything". */
const literalRest = (expected: string, prefix: string) =>
  expected.startsWith(prefix)
    ? [expected.slice(prefix.length).replace(/[*?]/g, '-')]
    : [];

const equal: Comparison = {
  compare: (expected, actual) => expected === actual,
  text: { kind: 'literal', restsAfter: literalRest },
};
const equalIgnoringCase: Comparison = {
  compare: (expected, actual) =>
    expected.toLowerCase() === actual.toLowerCase(),
  text: {
    kind: 'literal',
    restsAfter: (expected, prefix) =>
      literalRest(expected.toLowerCase(), prefix.toLowerCase()),
  },
};
const like: Comparison = {
  compare: matchesWildcards,
  text: { kind: 'text', restsAfter },
};
// AWS: "ArnEquals and ArnLike … behave identically".
const arn: Comparison = {
  compare: matchesArn,
  text: { kind: 'arn', restsAfter: arnRestsAfter },
};
const bool: Comparison = {
  compare(expected, actual) {
    const value = expected.toLowerCase();
    if (value !== 'true' && value !== 'false') return 'undecidable';
    return value === actual.toLowerCase();
  },
};
const undecidable: Comparison = { compare: () => 'undecidable' };

function compared(
  toNumber: (text: string) => number,
  holds: (actual: number, expected: number) => boolean,
  ofDay: (day: string) => [first: number, last: number],
  isOrder: boolean,
): Comparison {
  return {
    compare(expected, actual) {
      const [left, right] = [toNumber(actual), toNumber(expected)];
      if (Number.isNaN(left) || Number.isNaN(right)) return 'undecidable';
      return holds(left, right);
    },
    compareByDay(expected, day) {
      const right = toNumber(expected);
      const [first, last] = ofDay(day);
      if (Number.isNaN(right) || Number.isNaN(first)) return 'undecidable';
      const within = first <= right && right <= last;
      const [atFirst, atLast] = [holds(first, right), holds(last, right)];
      if (atFirst !== atLast || (within && !isOrder)) return 'undecidable';
      return atFirst;
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

type Holds = (actual: number, expected: number) => boolean;

const DAY_MS = 24 * 60 * 60 * 1000;
const millisecondsOf = (day: string): [number, number] => {
  const first = Date.parse(day);
  return [first, first + DAY_MS - 1];
};
const secondsOf = (day: string): [number, number] => {
  const [first, last] = millisecondsOf(day);
  return [first / 1000, last / 1000];
};
const number = (holds: Holds, isOrder = true) =>
  compared(numberOf, holds, secondsOf, isOrder);
const date = (holds: Holds, isOrder = true) =>
  compared(instantOf, holds, millisecondsOf, isOrder);

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
  NumericEquals: positive(number((a, b) => a === b, false)),
  NumericNotEquals: negated(number((a, b) => a === b, false)),
  NumericLessThan: positive(number((a, b) => a < b)),
  NumericLessThanEquals: positive(number((a, b) => a <= b)),
  NumericGreaterThan: positive(number((a, b) => a > b)),
  NumericGreaterThanEquals: positive(number((a, b) => a >= b)),
  DateEquals: positive(date((a, b) => a === b, false)),
  DateNotEquals: negated(date((a, b) => a === b, false)),
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
