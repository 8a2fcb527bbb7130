/** How far a migration is. */
export interface Progress {
  /** From 1; those after the first look for what is missing still. */
  pass: number;
  /** Sessions read in this pass; the total is left out while they are being listed. */
  sessions: { done: number; total?: number };
  /** Events and records read in this pass. */
  events: number;
  records: number;
  /** Written in all passes. */
  copied: { events: number; records: number };
  /** Estimated from the pace so far. Left out while that says nothing. */
  secondsLeft?: number;
  /** Whether the pass is over. */
  hasEnded: boolean;
}

/** Counts how far a pass is, and tells it at most twice a second. */
export class ProgressMeter {
  readonly #tell: (progress: Progress) => void;
  readonly #copied = { events: 0, records: 0 };
  #pass = 0;
  #start = 0;
  #done = 0;
  #listed = 0;
  #isListed = false;
  /** Sessions that were compared, and how many events they lacked. */
  #compared = 0;
  #lacking = 0;
  #written = 0;
  #events = 0;
  #records = 0;
  #toldAt = -Infinity;

  constructor(tell: (progress: Progress) => void = () => {}) {
    this.#tell = tell;
  }

  /** Written in all passes. */
  get copied(): Readonly<Progress['copied']> {
    return this.#copied;
  }

  startPass(): void {
    this.#pass += 1;
    this.#start = performance.now();
    this.#done = this.#listed = this.#events = this.#records = 0;
    this.#compared = this.#lacking = this.#written = 0;
    this.#isListed = false;
    this.#report(true);
  }

  listed(): void {
    this.#listed += 1;
  }

  allListed(): void {
    this.#isListed = true;
  }

  /** A session is read on both sides. */
  compared(missing: number): void {
    this.#compared += 1;
    this.#lacking += missing;
  }

  sessionDone(events: number): void {
    this.#done += 1;
    this.#events += events;
    this.#report();
  }

  recordsRead(count: number): void {
    this.#records += count;
    this.#report();
  }

  wrote(kind: 'events' | 'records', count: number): void {
    this.#copied[kind] += count;
    if (kind === 'events') this.#written += count;
    this.#report();
  }

  endPass(): void {
    this.#report(true, true);
  }

  #report(always: boolean = false, hasEnded: boolean = false): void {
    const now = performance.now();
    if (!always && now - this.#toldAt < 500) return;
    this.#toldAt = now;
    const total = this.#isListed ? this.#listed : undefined;
    const secondsLeft = this.#secondsLeft((now - this.#start) / 1000);
    this.#tell({
      pass: this.#pass,
      sessions: { done: this.#done, ...(total !== undefined && { total }) },
      events: this.#events,
      records: this.#records,
      copied: { ...this.#copied },
      ...(secondsLeft !== undefined && { secondsLeft }),
      hasEnded,
    });
  }

  /** By events where there are some to write, as those take the time; else by sessions. */
  #secondsLeft(seconds: number): number | undefined {
    if (!this.#isListed) return undefined;
    const lacking = (this.#lacking / this.#compared) * this.#listed;
    const [done, all] =
      this.#lacking > 0 ? [this.#written, lacking] : [this.#done, this.#listed];
    if (this.#done === this.#listed) return 0;
    return done > 0
      ? Math.max(1, Math.ceil((seconds / done) * (all - done)))
      : undefined;
  }
}
