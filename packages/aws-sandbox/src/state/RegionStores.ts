import { Place } from './arn';
import { Clock } from './clock';
import { RegionStore } from './RegionStore';

function nameOf({ accountId, region }: Place): string {
  return `${accountId}/${region}`;
}

/** The stores of all accounts and regions. Only those that something was put into are kept: there may be many empty places. */
export class RegionStores {
  readonly #clock: Clock;
  readonly #stores = new Map<string, RegionStore>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What is in a place, as of now; for looking, changing and removing. */
  at(place: Place): RegionStore {
    const store = this.#stores.get(nameOf(place)) ?? new RegionStore();
    return store.settle(this.#clock.now());
  }

  /** The store of a place, to put something into it. */
  forAdding(place: Place): RegionStore {
    const name = nameOf(place);
    let store = this.#stores.get(name);
    if (!store) {
      store = new RegionStore();
      this.#stores.set(name, store);
    }
    return store;
  }

  /** All that are kept, as of now. */
  all(): RegionStore[] {
    const now = this.#clock.now();
    return [...this.#stores.values()].map(store => store.settle(now));
  }
}
