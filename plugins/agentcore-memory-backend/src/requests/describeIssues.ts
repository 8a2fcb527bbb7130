import { z } from 'zod';

/** What is wrong with an input, naming each field. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => {
      const at = path.join('.');
      return at ? `${at}: ${message}` : message;
    })
    .join('; ');
}
