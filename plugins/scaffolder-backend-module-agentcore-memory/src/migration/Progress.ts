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
    this.#isListed = false;
    this.#report(true);
  }

  listed(): void {
    this.#listed += 1;
  }

  allListed(): void {
    this.#isListed = true;
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
    this.#report();
  }

  endPass(): void {
    this.#report(true);
  }

  #report(always: boolean = false): void {
    const now = performance.now();
    if (!always && now - this.#toldAt < 500) return;
    this.#toldAt = now;
    const total = this.#isListed ? this.#listed : undefined;
    const pace = (now - this.#start) / 1000 / this.#done;
    this.#tell({
      pass: this.#pass,
      sessions: { done: this.#done, ...(total !== undefined && { total }) },
      events: this.#events,
      records: this.#records,
      copied: { ...this.#copied },
      ...(total !== undefined &&
        this.#done > 0 && {
          secondsLeft: Math.ceil(pace * (total - this.#done)),
        }),
    });
  }
}
