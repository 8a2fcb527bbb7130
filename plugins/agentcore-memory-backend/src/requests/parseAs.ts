import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Reads an input by a schema. Throws an `InputError` that names each field that is wrong. */
export function parseAs<T>(
  schema: z.ZodType<T>,
  input: unknown,
  what: string,
): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => {
    const at = path.join('.');
    return at ? `${at}: ${message}` : message;
  });
  throw new InputError(`Invalid ${what}: ${issues.join('; ')}`);
}
