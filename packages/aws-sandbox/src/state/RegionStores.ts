import { Place } from './arn';
import { Clock } from './clock';
import { RegionStore } from './RegionStore';

function nameOf({ accountId, region }: Place): string {
  return `${accountId}/${region}`;
}

/** The stores of all accounts and regions. Keeps only stores with resources, since most places may be empty. */
export class RegionStores {
  readonly #clock: Clock;
  readonly #stores = new Map<string, RegionStore>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The settled store of a place, to read, change and remove resources. */
  at(place: Place): RegionStore {
    const store = this.#stores.get(nameOf(place)) ?? new RegionStore();
    return store.settle(this.#clock.now());
  }

  /** The store of a place, to add resources; created when there is none. */
  forAdding(place: Place): RegionStore {
    const name = nameOf(place);
    let store = this.#stores.get(name);
    if (!store) {
      store = new RegionStore();
      this.#stores.set(name, store);
    }
    return store;
  }

  /** All stores with resources, settled. */
  all(): RegionStore[] {
    const now = this.#clock.now();
    return [...this.#stores.values()].map(store => store.settle(now));
  }
}
