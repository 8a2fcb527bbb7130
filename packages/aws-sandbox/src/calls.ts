/** One call that the sandbox received, as it was answered. */
export interface CallRecord {
  /** Signing name, e.g. `kms`. */
  service: string;
  /** API name, e.g. `ListMemories`; `Unknown` where no operation matched. */
  operation: string;
  /** Account of the caller; empty where the credentials weren't recognised. */
  account: string;
  region: string;
  /** HTTP status; 0 when no answer was given (reset or hanging connection). */
  status: number;
  /** When the call arrived: epoch milliseconds of the sandbox's clock. */
  at: number;
  /** Page asked for, from 1; only of operations that page. */
  page?: number;
}

/** Selects calls; every given member must match. */
export type CallFilter = Partial<Omit<CallRecord, 'at'>>;

function matches(record: CallRecord, filter: CallFilter): boolean {
  return (Object.keys(filter) as Array<keyof CallFilter>).every(
    key => filter[key] === undefined || filter[key] === record[key],
  );
}

/** Every call that reached the sandbox, in the order of the answers. */
export class CallLog {
  #records: CallRecord[] = [];

  /** Adds a call; the server does this. */
  record(call: CallRecord): void {
    this.#records.push(call);
  }

  /** The calls that match; all of them without a filter. */
  list(filter: CallFilter = {}): CallRecord[] {
    return this.#records.filter(record => matches(record, filter));
  }

  /** How many calls match. */
  count(filter: CallFilter = {}): number {
    return this.list(filter).length;
  }

  /** Number of calls by `service:operation`. */
  countsByOperation(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { service, operation } of this.#records) {
      const key = `${service}:${operation}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  /** Forgets all calls. */
  clear(): void {
    this.#records = [];
  }
}
