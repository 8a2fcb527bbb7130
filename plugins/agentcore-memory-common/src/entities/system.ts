import { Observed, tagOf } from '../facts';
import { validRef } from './validRef';

/** Key of the tag that names the system a memory belongs to, an entity ref; beside the one of the owner. @public */
export const SYSTEM_TAG = 'backstage.io/system';

/** The full ref of a system written as an entity ref or a bare name, or `undefined` if it is not a valid one. @public */
export function systemRefOf(text: string): string | undefined {
  return validRef(text, ['system']);
}

/** The system that a memory's tags name. A tag that names none is passed over: nothing is counted by system. */
export function systemOf(
  tags: Observed<Readonly<Record<string, string>>>,
): string | undefined {
  const system = tagOf({ tags }, SYSTEM_TAG);
  return system === undefined ? undefined : systemRefOf(system);
}
