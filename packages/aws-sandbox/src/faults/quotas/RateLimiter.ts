import { ServiceName } from '../../http/services';
import { Clock } from '../../state/clock';
import { DOCUMENTED_QUOTAS, Quotas } from './documentedQuotas';
import { TokenBuckets } from './TokenBuckets';

/** The quotas that apply: those that AWS documents, none, or these only. */
export type QuotaOption = 'documented' | 'none' | Quotas;

/** Real time, independent of the sandbox's clock. */
export const realTime: Clock = { now: () => performance.now() };

const NAMED: Record<'documented' | 'none', Quotas> = {
  documented: DOCUMENTED_QUOTAS,
  none: {},
};

/** Counts calls against the quotas of the caller's account in a region. */
export class RateLimiter {
  readonly #quotas: Quotas;
  readonly #buckets: TokenBuckets;

  constructor(option: QuotaOption, clock: Clock) {
    this.#quotas = typeof option === 'string' ? NAMED[option] : option;
    this.#buckets = new TokenBuckets(clock);
  }

  /** Whether a call is within its quota; counts the call if so. */
  admit(call: {
    service: ServiceName;
    operation: string;
    account: string;
    region: string;
  }): boolean {
    const { service, operation, account, region } = call;
    const quota =
      this.#quotas[`${service}:${operation}`] ??
      this.#quotas[operation] ??
      this.#quotas[`${service}:*`];
    return (
      quota === undefined ||
      this.#buckets.take(`${account}/${region}/${service}:${operation}`, quota)
    );
  }
}
