import {
  RuleId,
  Waiver,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { ActiveWaivers } from '../waivers/ActiveWaivers';

/** The waivers that a caller may read. */
export class ReadWaivers {
  readonly items: readonly Waiver[];
  /** Whether these are all. */
  readonly complete: boolean;
  /** Those that hold. */
  readonly active: ActiveWaivers;
  readonly #holding: ReadonlyMap<string, string>;

  constructor({ items, complete }: WaiversResponse) {
    const holding = items.filter(({ state }) => state === 'approved');
    this.items = items;
    this.complete = complete;
    this.active = new ActiveWaivers(
      holding.map(({ kind, entityRef: ref, title, ownerRef, rule }) => ({
        target: { kind, ref, title, ownerRef },
        rule,
      })),
    );
    this.#holding = new Map(
      holding.map(({ id, entityRef, rule }) => [`${entityRef} ${rule}`, id]),
    );
  }

  /** The id of the waiver of a rule that holds for the first of some entities that has one. */
  holdingFor(rule: RuleId, refs: readonly string[]): string | undefined {
    return refs
      .map(ref => this.#holding.get(`${ref} ${rule}`))
      .find(id => id !== undefined);
  }
}
