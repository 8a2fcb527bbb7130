/** One call that the sandbox received, and its answer. */
export interface CallRecord {
  /** Signing name, e.g. `kms`. */
  service: string;
  /** API name, e.g. `ListMemories`; `Unknown` when no operation matched. */
  operation: string;
  /** Account of the caller; empty when the credentials are unknown. */
  account: string;
  region: string;
  /** HTTP status; 0 when there is no answer: the connection was reset or hangs, or the call is held. */
  status: number;
  /** When the call arrived: epoch milliseconds of the sandbox's clock. */
  at: number;
  /** Requested page, from 1; only of operations with pages. */
  page?: number;
  /** Set when the answer was the service's throttling error, by a quota or a fault. */
  throttled?: true;
}

/** Selects calls; every given member must match. */
export type CallFilter = Partial<Omit<CallRecord, 'at'>>;

/** Number of calls of an operation with one outcome. */
export interface CallCount
  extends Pick<CallRecord, 'service' | 'operation' | 'status' | 'throttled'> {
  count: number;
}

/** What the log keeps: every call, or the number of calls by operation and outcome. */
export type CallLogMode = 'full' | 'counts';

const COUNTED: ReadonlySet<keyof CallFilter> = new Set([
  'service',
  'operation',
  'status',
  'throttled',
] as const);

function matches(record: CallFilter, filter: CallFilter): boolean {
  return (Object.keys(filter) as Array<keyof CallFilter>).every(
    key => filter[key] === undefined || filter[key] === record[key],
  );
}

function countKey(call: Omit<CallCount, 'count'>): string {
  const { service, operation, status, throttled } = call;
  return `${service}:${operation}:${status}:${throttled ?? ''}`;
}

function sum(counts: readonly CallCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

/** The calls that reached the sandbox, in the order of the answers; a call that is held stands where it arrived. */
export class CallLog {
  readonly #mode: CallLogMode;
  readonly #counts = new Map<string, CallCount>();
  /** Calls without an outcome yet, with the entry that counts them. */
  readonly #unfinished = new Map<CallRecord, CallCount>();
  #records: CallRecord[] = [];

  constructor(mode: CallLogMode = 'full') {
    this.#mode = mode;
  }

  /** Adds a call when it arrives, with status 0 until `record` adds its outcome; the server does this. */
  recordArrival(call: CallRecord): void {
    this.#unfinished.set(call, this.#count(call));
    this.#keep(call);
  }

  /** Adds a call, or the outcome of one that was added when it arrived; the server does this. */
  record(call: CallRecord): void {
    const arrival = this.#unfinished.get(call);
    if (!arrival) {
      this.#count(call);
      this.#keep(call);
      return;
    }
    this.#unfinished.delete(call);
    const key = countKey(arrival);
    // After clear() the entry is no longer the one in the map, and the call is not counted again.
    if (this.#counts.get(key) !== arrival) return;
    arrival.count -= 1;
    if (arrival.count === 0) this.#counts.delete(key);
    this.#count(call);
  }

  /** The calls that match; all of them without a filter. Throws when the log keeps counts. */
  list(filter: CallFilter = {}): CallRecord[] {
    if (this.#mode === 'counts') {
      throw new Error('The call log keeps counts, not the calls themselves');
    }
    return this.#records.filter(record => matches(record, filter));
  }

  /** Number of calls that match. Throws for a filter by account, region or page when the log keeps counts. */
  count(filter: CallFilter = {}): number {
    const names = Object.keys(filter) as Array<keyof CallFilter>;
    return names.every(name => COUNTED.has(name))
      ? sum(this.counts(filter))
      : this.list(filter).length;
  }

  /** Number of throttled calls that match. */
  throttled(filter: Omit<CallFilter, 'throttled'> = {}): number {
    return this.count({ ...filter, throttled: true });
  }

  /** Number of calls by service, operation and outcome; kept in every mode. */
  counts(filter: CallFilter = {}): CallCount[] {
    return [...this.#counts.values()]
      .filter(entry => matches(entry, filter))
      .map(entry => ({ ...entry }));
  }

  /** Number of matching calls by `service:operation`; the filter may name service, operation and outcome. */
  countsByOperation(filter: CallFilter = {}): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { service, operation, count } of this.counts(filter)) {
      const key = `${service}:${operation}`;
      counts[key] = (counts[key] ?? 0) + count;
    }
    return counts;
  }

  /** Removes all calls. */
  clear(): void {
    this.#records = [];
    this.#counts.clear();
  }

  #count(call: CallRecord): CallCount {
    const key = countKey(call);
    let entry = this.#counts.get(key);
    if (!entry) {
      const { service, operation, status, throttled } = call;
      entry = { service, operation, status, throttled, count: 0 };
      this.#counts.set(key, entry);
    }
    entry.count += 1;
    return entry;
  }

  #keep(call: CallRecord): void {
    if (this.#mode === 'full') this.#records.push(call);
  }
}
