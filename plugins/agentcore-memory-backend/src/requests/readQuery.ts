import { InputError } from '@backstage/errors';
import { Request } from 'express';

const MAX_PARAMETERS = 1000;

/**
 * The parameters in a request's URL; one that is repeated has all its values. Express's own parser drops those
 * beyond the thousandth, and turns many values of one parameter into an object.
 *
 * Throws `InputError` where there are too many.
 */
export function readQuery(
  req: Pick<Request, 'originalUrl'>,
): Record<string, string | string[]> {
  const start = req.originalUrl.indexOf('?');
  const params = new URLSearchParams(
    start < 0 ? '' : req.originalUrl.slice(start + 1),
  );
  if (params.size > MAX_PARAMETERS) {
    throw new InputError(
      `Invalid query: there are more than ${MAX_PARAMETERS} parameters`,
    );
  }
  const values = new Map<string, string[]>();
  for (const [name, value] of params) {
    const earlier = values.get(name);
    if (earlier) earlier.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [name, all.length > 1 ? all : all[0]]),
  );
}
