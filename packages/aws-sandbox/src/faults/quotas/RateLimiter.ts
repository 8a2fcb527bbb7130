import { HolderQuota } from '../../http/operation';
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

/** Counts calls against the quotas of the caller's account in a region, and of a holder within it. */
export class RateLimiter {
  readonly #quotas: Quotas;
  readonly #buckets: TokenBuckets;

  constructor(option: QuotaOption, clock: Clock) {
    this.#quotas = typeof option === 'string' ? NAMED[option] : option;
    this.#buckets = new TokenBuckets(clock);
  }

  /** Whether a call is within its quotas; counts the call if so. */
  admit(
    call: {
      service: ServiceName;
      operation: string;
      account: string;
      region: string;
    },
    { quota, holder }: Partial<HolderQuota> = {},
  ): boolean {
    const { service, operation, account, region } = call;
    const place = `${account}/${region}/${service}`;
    const wanted: Array<{ name: string; rate: number | undefined }> = [
      {
        name: `${place}:${operation}`,
        rate: this.#rateOf(service, operation) ?? this.#quotas[`${service}:*`],
      },
    ];
    if (quota !== undefined) {
      wanted.push({
        name: `${place}:${quota}/${holder}`,
        rate: this.#rateOf(service, quota),
      });
    }
    return this.#buckets.takeAll(
      wanted.flatMap(({ name, rate }) =>
        rate === undefined ? [] : [{ name, rate }],
      ),
    );
  }

  #rateOf(service: ServiceName, name: string): number | undefined {
    return this.#quotas[`${service}:${name}`] ?? this.#quotas[name];
  }
}
