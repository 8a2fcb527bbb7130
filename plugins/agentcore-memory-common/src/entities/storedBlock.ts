import { Observed } from '../facts';

/** Whether a value that was stored has the expected shape. */
export type Check = (value: unknown) => boolean;

export const isText: Check = value => typeof value === 'string';
export const isNumber: Check = value => typeof value === 'number';
export const isFlag: Check = value => typeof value === 'boolean';

/** One of these texts. */
export function oneOf(...texts: string[]): Check {
  return value => texts.includes(value as string);
}

/** Absent, or of this shape. */
export function optional(check: Check): Check {
  return value => value === undefined || check(value);
}

/** A list of values of this shape. */
export function listOf(check: Check): Check {
  return value => Array.isArray(value) && value.every(check);
}

/** An object whose fields have these shapes; others are not looked at. */
export function shape(fields: Record<string, Check>): Check {
  return value =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );
}

/** An `Observed` with a value of this shape. */
function observed(check: Check): Check {
  const isKnown = shape({ state: oneOf('known'), value: check });
  const isAbsent = shape({ state: oneOf('absent') });
  const hasReason = shape({
    state: oneOf('denied', 'missing', 'failed'),
    reason: isText,
  });
  return fact => isKnown(fact) || isAbsent(fact) || hasReason(fact);
}

const NOT_UNDERSTOOD: Observed<never> = {
  state: 'failed',
  reason: 'what the entity holds is not understood',
};

/** A stored fact; `failed` where it has another shape, as other versions may have written it. */
export function readObserved<T>(fact: unknown, check: Check): Observed<T> {
  return observed(check)(fact) ? (fact as Observed<T>) : NOT_UNDERSTOOD;
}

/** The same plain data without its `undefined` values, which JSON does not have. */
export function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
