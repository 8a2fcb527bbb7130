import { Budget } from './budget';
import { operatorMeaning, OperatorMeaning } from './conditionOperators';
import { ContextValue, RequestContext } from './requestContext';
import { allOf, anyOf, not, Tri } from './tri';
import { PolicyCondition } from './types';
import { matchesUnknown } from './unknownText';

/** What can be compared: there is something, and it is known what kind of thing. */
type Present = Exclude<ContextValue, { kind: 'absent' | 'chosen' | 'one-of' }>;

/** Keys that hold texts, so that AWS documents no other operators for them. */
const TEXTS =
  /^(aws:(principal|source)(account|arn|orgid|orgpaths)|aws:principalservicename|kms:calleraccount)$/;

function isAbsent(value: ContextValue): boolean {
  return (
    value.kind === 'absent' ||
    (value.kind === 'values' && value.values.length === 0)
  );
}

function whetherAbsent(condition: PolicyCondition, value: ContextValue): Tri {
  return anyOf(condition.values, expected => {
    const asksForAbsence = expected.toLowerCase() === 'true';
    if (!asksForAbsence && expected.toLowerCase() !== 'false') {
      return 'undecidable';
    }
    return isAbsent(value) === asksForAbsence;
  });
}

/** Without the key a positive operator fails and a negated one holds; prefix and suffix say otherwise. */
function whenAbsent(condition: PolicyCondition, negated: boolean): boolean {
  if (condition.ifExists || condition.set === 'ForAllValues') return true;
  return condition.set === 'ForAnyValue' ? false : negated;
}

/** Whether a value of the policy matches one of the request; what is chosen matches if the caller `wants` it to. */
function compare(
  meaning: OperatorMeaning,
  expected: string,
  value: Exclude<Present, { kind: 'values' }>,
  wants: boolean,
  budget?: Budget,
): Tri {
  if (value.kind === 'day') {
    return meaning.compareByDay?.(expected, value.day) ?? 'undecidable';
  }
  if (!meaning.text) return 'undecidable';
  const matches = matchesUnknown(value, meaning.text, expected, budget);
  return matches === 'chosen' ? wants : matches;
}

function whenPresent(
  condition: PolicyCondition,
  meaning: OperatorMeaning,
  value: Present,
  variables: boolean,
  wanted: boolean,
  budget?: Budget,
): Tri {
  if (TEXTS.test(condition.key) && !meaning.text) return 'undecidable';
  // Several values of the policy are alternatives; of a negated operator, none of them may match.
  const holds = (test: (expected: string) => Tri): Tri => {
    const matches = anyOf(condition.values, expected => {
      budget?.read(expected);
      return variables && expected.includes('${')
        ? 'undecidable'
        : test(expected);
    });
    return meaning.negated ? not(matches) : matches;
  };
  if (value.kind !== 'values') {
    // What AWS does with a key of several values and no set operator is not documented.
    const isList = value.kind === 'prefix' && value.list;
    return isList && !condition.set
      ? 'undecidable'
      : holds(expected =>
          compare(meaning, expected, value, wanted !== meaning.negated, budget),
        );
  }
  const one = (actual: string) =>
    holds(expected => meaning.compare(expected, actual, budget));
  if (condition.set === 'ForAnyValue') return anyOf(value.values, one);
  if (condition.set === 'ForAllValues') return allOf(value.values, one);
  return value.values.length === 1 ? one(value.values[0]) : 'undecidable';
}

/** What all of these say; undecidable where they do not agree. */
function agreed(answers: readonly Tri[]): Tri {
  return answers.every(answer => answer === answers[0])
    ? answers[0]
    : 'undecidable';
}

/**
 * Whether a condition holds for a request. A key that nothing is known of and an unknown operator
 * can't be decided.
 *
 * @param wanted - what the caller wants it to be, where it is theirs to choose
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function evaluateCondition(
  condition: PolicyCondition,
  context: RequestContext,
  variables: boolean,
  wanted = true,
  budget?: Budget,
): Tri {
  const { operator } = condition;
  budget?.spend(1);
  const fact = context.get(condition.key);
  if (operator === undefined || !fact) return 'undecidable';
  const evaluate = (value: ContextValue): Tri => {
    if (value.kind === 'one-of') return agreed(value.values.map(evaluate));
    if (value.kind === 'chosen') {
      const byVariable = (text: string) => {
        budget?.read(text);
        return text.includes('${');
      };
      return variables && condition.values.some(byVariable)
        ? 'undecidable'
        : wanted;
    }
    if (operator === 'Null') return whetherAbsent(condition, value);
    const meaning = operatorMeaning(operator);
    return isAbsent(value)
      ? whenAbsent(condition, meaning.negated)
      : whenPresent(
          condition,
          meaning,
          value as Present,
          variables,
          wanted,
          budget,
        );
  };
  return evaluate(fact);
}
