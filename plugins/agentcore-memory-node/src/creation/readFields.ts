import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';
import { z } from 'zod/v3';
import { textsIn } from './textsOf';

/** What is wrong with an input, field by field; and what was read, where that makes sense. */
export type Read<T> =
  | { ok: true; value: T }
  | { ok: false; problems: FieldProblem[] };

/** Fields as `creationFields` has them. */
type Fields = Record<string, (zod: typeof z) => z.ZodTypeAny>;

/** What fields read. */
export type InputOf<F extends Fields> = z.infer<
  z.ZodObject<{ [K in keyof F]: ReturnType<F[K]> }>
>;

/** Deeper than any form. */
const MAX_DEPTH = 16;

function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    depth > MAX_DEPTH ||
    Object.values(value).some(member => isTooDeep(member, depth + 1))
  );
}

/** A form sends an empty text or list for what nobody filled in. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== '' && !isEmptyList(member))
      .map(([name, member]) => [name, withoutEmpty(member)]),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function toProblems({ path, ...issue }: z.ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      field: [...path, key].join('.'),
      message: 'is not a field',
    }));
  }
  const isMissing =
    issue.code === 'invalid_type' && issue.received === 'undefined';
  return [
    {
      field: path.join('.'),
      message: isMissing ? 'is needed' : issue.message,
    },
  ];
}

/** Reads an input by its fields, each with AWS's limits. Whatever is none of them is a problem. */
export function readFields<F extends Fields>(
  fields: F,
  input: unknown,
): Read<InputOf<F>> {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([name, toSchema]) => [name, toSchema(z)]),
  );
  if (isTooDeep(input)) {
    return { ok: false, problems: [{ field: '', message: 'it is too deep' }] };
  }
  const given = withoutEmpty(input);
  const broken = textsIn(given, '').find(({ text }) =>
    /\p{Surrogate}/u.test(text),
  );
  if (broken) {
    const { field } = broken;
    return {
      ok: false,
      problems: [{ field, message: 'has half of a character' }],
    };
  }
  const result = z.object(shape).strict().safeParse(given);
  return result.success
    ? { ok: true, value: result.data as InputOf<F> }
    : { ok: false, problems: result.error.issues.flatMap(toProblems) };
}
