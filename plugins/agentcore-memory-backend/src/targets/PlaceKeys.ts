import { MAX_TARGET_KEYS } from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  KeyReading,
  MemoryInventory,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';

/** What AWS said of the keys of a place. */
export interface KeysOfPlace {
  keys: KeyReading[];
  /** How many further keys AWS listed. */
  more: number;
  /** Why keys may be missing; left out: all are listed. */
  incomplete?: string;
}

const AT_ONCE = 16;
/** Several people fill in forms at once, and one goes back and forth; milliseconds. */
const KEPT_MS = 30_000;
const MAX_KEPT = 64;
const TIMEOUT_MS = 60_000;

/** Reads the keys of places, and keeps what AWS said for half a minute. */
export class PlaceKeys {
  readonly #inventory: MemoryInventory;
  readonly #kept = new Map<
    string,
    { keys: Promise<KeysOfPlace>; until: number }
  >();

  constructor(inventory: MemoryInventory) {
    this.#inventory = inventory;
  }

  /** The keys of a place. Rejects with an `UnreadablePlaceError`. */
  read(place: AwsPlace): Promise<KeysOfPlace> {
    const id = `${place.accountId}/${place.region}`;
    const kept = this.#kept.get(id);
    const now = Date.now();
    if (kept && now < kept.until) return kept.keys;
    this.#forget(now);
    const keys = this.#ask(place);
    this.#kept.set(id, { keys, until: now + KEPT_MS });
    if (this.#kept.size > MAX_KEPT) {
      this.#kept.delete(this.#kept.keys().next().value!);
    }
    keys.catch(() => {
      if (this.#kept.get(id)?.keys === keys) this.#kept.delete(id);
    });
    return keys;
  }

  /** Key policies are large: what is too old to be used does not stay. */
  #forget(now: number): void {
    for (const [id, { until }] of this.#kept) {
      if (until <= now) this.#kept.delete(id);
    }
  }

  async #ask(place: AwsPlace): Promise<KeysOfPlace> {
    // Not the signal of a request: others may wait for the same answer.
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const reader = this.#inventory.createKeyReader({ signal });
    const { keyArns, incomplete } = await reader.list(place);
    const limit = limiterFactory(AT_ONCE);
    const keys = await Promise.all(
      keyArns
        .slice(0, MAX_TARGET_KEYS)
        .map(arn => limit(() => reader.read(arn, place.accountId))),
    );
    return { keys, more: keyArns.length - keys.length, incomplete };
  }
}
