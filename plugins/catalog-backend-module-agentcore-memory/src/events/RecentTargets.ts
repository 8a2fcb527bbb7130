import { RefreshTarget, targetId } from './RefreshQueue';

/** More than these are not remembered: whoever floods us must not fill the memory. */
const MAX_REMEMBERED = 1000;

/** What events had read again lately. */
export class RecentTargets {
  readonly #at = new Map<string, { target: RefreshTarget; at: string }>();

  /** @param at - when it was begun, ISO 8601 */
  add(target: RefreshTarget, at: string): void {
    const id = targetId(target);
    this.#at.delete(id);
    this.#at.set(id, { target, at });
    if (this.#at.size > MAX_REMEMBERED) {
      this.#at.delete(this.#at.keys().next().value!);
    }
  }

  /** What was begun at that time or after it. */
  since(startedAt: string): RefreshTarget[] {
    return [...this.#at.values()]
      .filter(({ at }) => at >= startedAt)
      .map(({ target }) => target);
  }
}
