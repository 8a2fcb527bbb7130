import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Observed } from '../facts';

/** Written to `spec.owner` of a memory that nobody owns, since the catalog requires a value. @public */
export const UNOWNED = 'group:default/unowned';

/** How owners are found. @public */
export interface OwnerRules {
  /** Tag keys, compared without case; the first that is present decides. */
  tags: readonly string[];
  /** Tag values that stand for an owner: value → entity ref. */
  map?: Readonly<Record<string, string>>;
  /** The owner of everything in the account that no tag claims. */
  accountOwner?: string;
  /** The owner of everything else. */
  defaultOwner?: string;
}

/** The default owner tag keys, in order. @public */
export const DEFAULT_OWNER_TAGS = ['backstage.io/owner', 'owner', 'team'];

/** Who owns a memory, and how that was found out. @public */
export interface OwnerResolution {
  /** A full entity ref; `UNOWNED` if there is no valid one. */
  ownerRef: string;
  /** See `ANNOTATION_OWNER_SOURCE`. */
  source: string;
  /** The owner tag's value where it is not a valid owner. */
  claim?: string;
}

/**
 * The full ref of a group or user written as an entity ref or a bare group name, or `undefined` if the text
 * is not a valid one.
 *
 * @public
 */
export function ownerRefOf(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    const valid =
      ['group', 'user'].includes(ref.kind.toLocaleLowerCase('en-US')) &&
      /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(ref.namespace) &&
      ref.namespace.length <= 63 &&
      /^[a-z0-9]+([-_.][a-z0-9]+)*$/i.test(ref.name) &&
      ref.name.length <= 63;
    return valid ? stringifyEntityRef(ref) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds the owner of a memory: by the ordered tag keys, then by its account, then the default.
 *
 * A tag that names no valid owner is not passed over: somebody claimed the memory and mistyped, which is
 * shown as "owner not found" rather than handed to somebody else.
 *
 * @public
 */
export function resolveOwner(
  tags: Observed<Record<string, string>>,
  rules: OwnerRules,
): OwnerResolution {
  if (tags.state === 'known') {
    const present = Object.entries(tags.value).map(
      ([key, value]) => [key.toLocaleLowerCase('en-US'), value] as const,
    );
    for (const key of rules.tags) {
      const claim = present.find(
        ([name, value]) =>
          name === key.toLocaleLowerCase('en-US') && value.trim() !== '',
      )?.[1];
      if (claim === undefined) continue;
      const mapped =
        rules.map && Object.hasOwn(rules.map, claim) ? rules.map[claim] : claim;
      const ownerRef = ownerRefOf(mapped);
      return ownerRef
        ? { ownerRef, source: `tag:${key}` }
        : { ownerRef: UNOWNED, source: `invalid-tag:${key}`, claim };
    }
  }
  if (rules.accountOwner) {
    return { ownerRef: rules.accountOwner, source: 'account' };
  }
  if (rules.defaultOwner) {
    return { ownerRef: rules.defaultOwner, source: 'default' };
  }
  const read = tags.state === 'known' || tags.state === 'absent';
  return { ownerRef: UNOWNED, source: read ? 'none' : 'unread' };
}
