import { contextKey, ENCRYPTION_CONTEXT } from './requestContext';
import { PolicyParseError, objectAt } from './PolicyParseError';
import { OPERATORS } from './conditionOperators';
import { ConditionOperator, PolicyCondition } from './types';
import { quoted } from './text';
import { collapsed } from './wildcard';

const WRITTEN = /^(?:(ForAnyValue|ForAllValues):)?(.+?)(IfExists)?$/;

function parseOperator(
  written: string,
): Pick<PolicyCondition, 'operator' | 'set' | 'ifExists'> {
  const [, set, name, ifExists] = WRITTEN.exec(written) ?? [];
  const known = OPERATORS.has(name as ConditionOperator);
  // Null asks about presence itself: with a prefix or suffix it has no meaning that AWS documents.
  const meaningless = name === 'Null' && (set || ifExists);
  return {
    operator: known && !meaningless ? (name as ConditionOperator) : undefined,
    set: set as PolicyCondition['set'],
    ifExists: ifExists !== undefined,
  };
}

function valuesAt(value: unknown, where: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyParseError(`${where} is empty`);
  return list.map(item => {
    if (!['string', 'number', 'boolean'].includes(typeof item)) {
      throw new PolicyParseError(`${where} holds something other than values`);
    }
    return String(item);
  });
}

/**
 * The conditions of a `Condition` element, one for each operator and key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function parseConditions(
  value: unknown,
  where: string,
): PolicyCondition[] {
  return Object.entries(objectAt(value, where)).flatMap(([written, keys]) => {
    const at = `${where}.${quoted(written)}`;
    const entries = Object.entries(objectAt(keys, at));
    if (entries.length === 0) throw new PolicyParseError(`${at} is empty`);
    const operator = parseOperator(written);
    // To any other operator a star is a character.
    const hasPatterns = /Like|Arn/.test(operator.operator ?? '');
    const seen = new Set<string>();
    return entries.map(([keyWritten, values]) => {
      const key = contextKey(keyWritten);
      // Pairs of an encryption context may differ in case alone, so two such keys are no slip.
      if (seen.has(key) && !key.startsWith(ENCRYPTION_CONTEXT)) {
        throw new PolicyParseError(`${at} names ${quoted(keyWritten)} twice`);
      }
      seen.add(key);
      const texts = valuesAt(values, `${at}.${quoted(keyWritten)}`);
      return {
        written,
        ...operator,
        keyWritten,
        key,
        values: hasPatterns ? texts.map(collapsed) : texts,
      };
    });
  });
}
