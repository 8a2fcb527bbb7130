import { Scope } from 'backstage-plugin-agentcore-memory-common';
import { UnreadablePlaceError } from 'backstage-plugin-agentcore-memory-node';

/** Places are asked again after this long: AWS brings the service to more regions, people enable regions. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Remembers which places have no AgentCore Memory, for a day. Whether they have none or cannot be reached is
 * told by what else was reached: another region of the account, with the same credentials and network.
 */
export class UnsupportedPlaces {
  readonly #clock: () => Date;
  readonly #servedRegions = new Map<string, Set<string>>();
  readonly #unsupported = new Map<string, { reason: string; until: number }>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** A place answered. */
  served({ accountId, region }: Scope): void {
    const regions = this.#servedRegions.get(accountId) ?? new Set();
    regions.add(region);
    this.#servedRegions.set(accountId, regions);
    this.#unsupported.delete(`${accountId}/${region}`);
  }

  /** Why a place need not be asked now; `undefined`: it should be. */
  reason({ accountId, region }: Scope): string | undefined {
    const found = this.#unsupported.get(`${accountId}/${region}`);
    return found && found.until > this.#clock().getTime()
      ? found.reason
      : undefined;
  }

  /** Looks at why a place could not be read; gives the reason if it has no AgentCore Memory. */
  learn(
    { accountId, region }: Scope,
    error: UnreadablePlaceError,
  ): string | undefined {
    const others = this.#servedRegions.get(accountId);
    if (!error.noSuchService || !others || others.has(region)) return undefined;
    const reason = `${region} has no AgentCore Memory, or is not enabled for the account (${error.message})`;
    this.#unsupported.set(`${accountId}/${region}`, {
      reason,
      until: this.#clock().getTime() + FORGET_AFTER_MS,
    });
    return reason;
  }
}
