import { operatorMeaning, OperatorMeaning } from './conditionOperators';
import { ContextValue, RequestContext } from './requestContext';
import { allOf, anyOf, not, Tri } from './tri';
import { PolicyCondition } from './types';

type Present = Exclude<ContextValue, { kind: 'absent' }>;

function isAbsent(value: ContextValue): value is { kind: 'absent' } {
  return (
    value.kind === 'absent' ||
    (value.kind === 'values' && value.values.length === 0)
  );
}

function whetherAbsent(
  condition: PolicyCondition,
  value: ContextValue | undefined,
): Tri {
  return anyOf(condition.values, expected => {
    const asksForAbsence = expected.toLowerCase() === 'true';
    if (!asksForAbsence && expected.toLowerCase() !== 'false') {
      return 'undecidable';
    }
    return value ? isAbsent(value) === asksForAbsence : 'undecidable';
  });
}

/** Without the key a positive operator fails and a negated one holds; prefix and suffix say otherwise. */
function whenAbsent(condition: PolicyCondition, negated: boolean): boolean {
  if (condition.ifExists || condition.set === 'ForAllValues') return true;
  return condition.set === 'ForAnyValue' ? false : negated;
}

function whenPresent(
  condition: PolicyCondition,
  meaning: OperatorMeaning,
  value: Present,
  variables: boolean,
): Tri {
  // Several values of the policy are alternatives; of a negated operator, none of them may match.
  const holds = (compare: (expected: string) => Tri): Tri => {
    const matches = anyOf(condition.values, expected =>
      variables && expected.includes('${') ? 'undecidable' : compare(expected),
    );
    return meaning.negated ? not(matches) : matches;
  };
  if (value.kind === 'prefix') {
    return holds(
      expected =>
        meaning.compareByPrefix?.(expected, value.prefix) ?? 'undecidable',
    );
  }
  const one = (actual: string) =>
    holds(expected => meaning.compare(expected, actual));
  if (condition.set === 'ForAnyValue') return anyOf(value.values, one);
  if (condition.set === 'ForAllValues') return allOf(value.values, one);
  // What AWS does with several values and no set operator is not documented.
  return value.values.length === 1 ? one(value.values[0]) : 'undecidable';
}

/**
 * Whether a condition holds for a request. A key that nothing is known of and an unknown operator
 * can't be decided.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function evaluateCondition(
  condition: PolicyCondition,
  context: RequestContext,
  variables: boolean,
): Tri {
  const { operator } = condition;
  const value = context.get(condition.key);
  if (operator === undefined) return 'undecidable';
  if (operator === 'Null') return whetherAbsent(condition, value);
  if (!value) return 'undecidable';
  const meaning = operatorMeaning(operator);
  return isAbsent(value)
    ? whenAbsent(condition, meaning.negated)
    : whenPresent(condition, meaning, value as Present, variables);
}
