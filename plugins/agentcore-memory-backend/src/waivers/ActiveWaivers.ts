import {
  isWaivable,
  RuleId,
  verdictOf,
  verdictWithWaivers,
} from 'backstage-plugin-agentcore-memory-common';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { StoredWaiver } from './WaiverStore';

/** The waivers that hold, by what they are about. */
export class ActiveWaivers {
  /** The same for the same waivers, and for no others. */
  readonly key: string;
  readonly #rules = new Map<string, Set<RuleId>>();

  constructor(waivers: readonly Pick<StoredWaiver, 'target' | 'rule'>[]) {
    this.key = waivers
      .map(({ target, rule }) => `${target.ref} ${rule}`)
      .sort()
      .join();
    for (const { target, rule } of waivers) {
      const rules = this.#rules.get(target.ref);
      if (rules) rules.add(rule);
      else this.#rules.set(target.ref, new Set([rule]));
    }
  }

  /**
   * The memories with the verdicts that they would have without what is waived. A memory to which none applies stays the
   * object that it is.
   */
  applyTo(memories: readonly SnapshotMemory[]): readonly SnapshotMemory[] {
    if (this.#rules.size === 0) return memories;
    return memories.map(memory => this.#apply(memory));
  }

  #apply(memory: SnapshotMemory): SnapshotMemory {
    const { entityRef, ownerRef, outcomes, verdict } = memory;
    const own = this.#rules.get(entityRef);
    const ofOwner = this.#rules.get(ownerRef);
    if (!own && !ofOwner) return memory;
    const findings = [...outcomes.byRule].map(([rule, outcome]) => ({
      rule,
      outcome,
    }));
    const waivedRules = findings
      .filter(({ outcome }) => isWaivable(outcome))
      .map(({ rule }) => rule)
      .filter(rule => own?.has(rule) || ofOwner?.has(rule));
    // A verdict that is worse than its findings has a reason that no waiver knows.
    if (waivedRules.length === 0 || verdictOf(findings) !== verdict) {
      return memory;
    }
    return {
      ...memory,
      waivedRules,
      withWaivers: verdictWithWaivers(findings, rule =>
        waivedRules.includes(rule),
      ),
    };
  }
}
