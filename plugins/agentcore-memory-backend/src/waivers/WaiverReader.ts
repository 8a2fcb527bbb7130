import { ActiveWaivers } from './ActiveWaivers';
import { WaiverStore } from './WaiverStore';

/** Reads which waivers hold, and gives the same object as long as they are the same. */
export class WaiverReader {
  readonly #store: Pick<WaiverStore, 'listApproved'>;
  #known = new ActiveWaivers([]);

  constructor(store: Pick<WaiverStore, 'listApproved'>) {
    this.#store = store;
  }

  /** The waivers that hold now. One expires with its last day, whoever is asked. */
  async active(): Promise<ActiveWaivers> {
    const waivers = new ActiveWaivers(await this.#store.listApproved());
    if (waivers.key !== this.#known.key) this.#known = waivers;
    return this.#known;
  }
}
