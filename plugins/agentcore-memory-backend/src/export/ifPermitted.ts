import { isError } from '@backstage/errors';
import { Permitted } from './Evidence';

/** What a service answers, unless the caller may not ask it. */
export async function ifPermitted<T extends object>(
  answer: Promise<T>,
): Promise<Permitted<T>> {
  try {
    return { state: 'read', ...(await answer) };
  } catch (error) {
    if (isError(error) && error.name === 'NotAllowedError') {
      return { state: 'not-permitted' };
    }
    throw error;
  }
}
