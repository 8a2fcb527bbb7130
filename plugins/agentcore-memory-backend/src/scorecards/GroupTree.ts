/** A group or user, as the scorecards know it. */
export interface Owner {
  title: string;
  /** Full refs of the groups right above a group. */
  parents: readonly string[];
}

const NONE: ReadonlySet<string> = new Set();

/** The groups of the catalog above and below each other. They may be of any type, and lie below several groups. */
export class GroupTree {
  readonly #children = new Map<string, Set<string>>();
  readonly #below = new Map<string, ReadonlySet<string>>();

  constructor(owners: ReadonlyMap<string, Owner>) {
    for (const [ref, { parents }] of owners) {
      for (const parent of parents) {
        if (parent === ref || !owners.has(parent)) continue;
        const children = this.#children.get(parent) ?? new Set();
        children.add(ref);
        this.#children.set(parent, children);
      }
    }
  }

  /** The groups right below one. */
  childrenOf(ref: string): ReadonlySet<string> {
    return this.#children.get(ref) ?? NONE;
  }

  /** An owner and all groups below it, each once, also where groups lie below themselves. */
  below(ref: string): ReadonlySet<string> {
    const known = this.#below.get(ref);
    if (known) return known;
    // A set hands out what is added to it while it is gone through.
    const found = new Set([ref]);
    for (const group of found) {
      for (const child of this.childrenOf(group)) found.add(child);
    }
    this.#below.set(ref, found);
    return found;
  }
}
