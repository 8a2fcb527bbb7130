import { Observed } from '../facts';
import { cutToIndex } from './cutToIndex';
import { validRef } from './validRef';

/** Written to `spec.owner` of a memory without an owner, since the catalog requires a value. @public */
export const UNOWNED = 'group:default/unowned';

/** How owners are found. @public */
export interface OwnerRules {
  /** Tag keys in order; the first that is present decides. The exact spelling comes before another case. */
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
  /** The owner tag's value where it is not a valid owner, or the values that disagree; at most 200 characters. */
  claim?: string;
}

/**
 * The full ref of a group or user written as an entity ref or a bare group name, or `undefined` if the text
 * is not a valid one.
 *
 * @public
 */
export function ownerRefOf(text: string): string | undefined {
  return validRef(text, ['group', 'user']);
}

/**
 * The values of a tag key, those that differ listed once each: that of the exact spelling, else those of the
 * spellings that differ only in case.
 */
function valuesOf(
  tags: Readonly<Record<string, string>>,
  key: string,
): string[] {
  if (Object.hasOwn(tags, key) && tags[key].trim() !== '') return [tags[key]];
  const folded = key.toLocaleLowerCase('en-US');
  const values = Object.entries(tags)
    .filter(([name]) => name.toLocaleLowerCase('en-US') === folded)
    .map(([, value]) => value)
    .filter(value => value.trim() !== '');
  return [...new Set(values)].sort();
}

function byTags(
  tags: Observed<Readonly<Record<string, string>>> | undefined,
  rules: OwnerRules,
  kind: 'tag' | 'manager-tag',
): OwnerResolution | undefined {
  if (tags?.state !== 'known') return undefined;
  return byKnownTags(tags.value, rules, kind);
}

function byKnownTags(
  tags: Readonly<Record<string, string>>,
  { tags: keys, map }: OwnerRules,
  kind: 'tag' | 'manager-tag',
): OwnerResolution | undefined {
  for (const key of keys) {
    const values = valuesOf(tags, key);
    if (values.length === 0) continue;
    const refs = values.map(value =>
      ownerRefOf(map && Object.hasOwn(map, value) ? map[value] : value),
    );
    const [ownerRef] = refs;
    return ownerRef && refs.every(ref => ref === ownerRef)
      ? { ownerRef, source: `${kind}:${key}` }
      : {
          ownerRef: UNOWNED,
          source: `invalid-${kind}:${key}`,
          claim: cutToIndex(values.join(' / ')),
        };
  }
  return undefined;
}

/**
 * Finds the owner of a memory: by the ordered tag keys, then by those of the resource that manages it, then by its
 * account, then the default.
 *
 * A tag that names no valid owner, and spellings of one key whose values disagree, are not passed over: a claim
 * was made and mistyped, which is shown as "owner not found" rather than given to another owner.
 *
 * @public
 */
export function resolveOwner(
  tags: Observed<Record<string, string>>,
  rules: OwnerRules,
  managerTags?: Observed<Record<string, string>>,
): OwnerResolution {
  const tagged =
    byTags(tags, rules, 'tag') ?? byTags(managerTags, rules, 'manager-tag');
  if (tagged) return tagged;
  if (rules.accountOwner) {
    return { ownerRef: rules.accountOwner, source: 'account' };
  }
  if (rules.defaultOwner) {
    return { ownerRef: rules.defaultOwner, source: 'default' };
  }
  const read =
    ['known', 'absent'].includes(tags.state) &&
    ['known', 'absent', 'missing'].includes(managerTags?.state ?? 'absent');
  return { ownerRef: UNOWNED, source: read ? 'none' : 'unread' };
}
