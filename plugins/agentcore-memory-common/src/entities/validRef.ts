import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * The full ref of an entity of one of some kinds, written as an entity ref or as a bare name, which is of the first
 * kind; `undefined` for any other text.
 */
export function validRef(
  text: string,
  kinds: readonly [string, ...string[]],
): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: kinds[0],
      defaultNamespace: 'default',
    });
    const valid =
      kinds.includes(ref.kind.toLocaleLowerCase('en-US')) &&
      /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(ref.namespace) &&
      ref.namespace.length <= 63 &&
      /^[a-z0-9]+([-_.][a-z0-9]+)*$/i.test(ref.name) &&
      ref.name.length <= 63;
    return valid ? stringifyEntityRef(ref) : undefined;
  } catch {
    return undefined;
  }
}
