import { ProviderConfig } from 'backstage-plugin-agentcore-memory-node';
import { Place } from '../store/FactStore';
import { AccountDirectory } from './AccountDirectory';

/** One provider config with the accounts that it covers. */
export interface Source {
  config: ProviderConfig;
  accounts: AccountDirectory;
}

/** All provider configs: they share one entity provider, one store and one set of credentials. */
export class Sources {
  readonly all: readonly Source[];

  constructor(all: readonly Source[]) {
    this.all = all;
  }

  /** The source with this provider config id. */
  byId(id: string): Source | undefined {
    return this.all.find(({ config }) => config.id === id);
  }

  /**
   * The source that covers a place, as far as is known now: one that lists the account before one that discovers it,
   * as for everything that is done in a place.
   */
  covering(place: Place): Source | undefined {
    const inRegion = this.all.filter(({ config }) =>
      config.regions.includes(place.region),
    );
    return (
      inRegion.find(({ accounts }) => accounts.lists(place.accountId)) ??
      inRegion.find(({ accounts }) => accounts.has(place.accountId))
    );
  }

  /** Whether the accounts of every source are known: what none of them covers is then not configured. */
  areKnown(): boolean {
    return this.all.every(({ accounts }) => accounts.areKnown());
  }
}
