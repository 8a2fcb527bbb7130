import { createHash } from 'node:crypto';
import { probe } from './EventWriter';
import { RecordBatch, RecordToWrite } from './RecordBatch';
import { contentsErrorKind, Run } from './Run';
import { Tally } from './Tally';

/** The most that AWS takes in a call. */
const MAX_BATCH = 100;
/** Enough that AWS's quota is the limit, not its latency. */
const BATCHES_AT_ONCE = 4;
/** How often a record that failed is tried by itself. */
const MAX_ATTEMPTS = 3;

function tokenOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Writes records in batches. */
export class RecordWriter {
  readonly #run: Run;
  readonly #tally: Tally;
  readonly #pass: string;
  readonly #written = new Set<string>();
  #waiting: RecordToWrite[] = [];
  #sending: Promise<void>[] = [];

  /** @param pass - tells its tries from those of other passes */
  constructor(run: Run, tally: Tally, pass: string) {
    this.#run = run;
    this.#tally = tally;
    this.#pass = pass;
  }

  /** Ids of the source's records that were written. */
  get written(): ReadonlySet<string> {
    return this.#written;
  }

  /** Sends batches to which AWS did not answer again: the same ones, so that they are written once. */
  async settleDoubts(): Promise<void> {
    const { inDoubt } = this.#run;
    for (let count = inDoubt.length; count > 0; count -= 1) {
      await this.#send(inDoubt.shift()!);
    }
  }

  async add(record: RecordToWrite): Promise<void> {
    this.#waiting.push(record);
    if (this.#waiting.length >= MAX_BATCH) await this.#flush();
  }

  /** Resolves when all are written that can be. */
  async end(): Promise<void> {
    if (this.#waiting.length > 0) await this.#flush();
    await Promise.all(this.#sending.splice(0));
  }

  async #flush(): Promise<void> {
    const records = this.#waiting;
    this.#waiting = [];
    const digests = records.map(({ note }) => note.digest);
    const counts = records.map(({ present }) => present);
    const sent = this.#send({
      records,
      clientToken: tokenOf(this.#run.to.memoryId, digests, counts),
      attempt: 0,
    });
    // Whoever waits for it learns of its failure.
    sent.catch(() => {});
    this.#sending.push(sent);
    if (this.#sending.length >= BATCHES_AT_ONCE) await this.#sending.shift();
  }

  async #send(batch: RecordBatch): Promise<void> {
    const { contents, to, options } = this.#run;
    const records = batch.records.map(({ record }, index) => ({
      ...record,
      name: `r${index}`,
    }));
    let outcomes;
    try {
      outcomes = await this.#run.ask(
        () =>
          contents.createRecords(
            to.place,
            to.memoryId,
            records,
            batch.clientToken,
            options,
          ),
        false,
      );
    } catch (error) {
      await this.#notSent(batch, error);
      return;
    }
    const failed: [RecordToWrite, number | 'unknown'][] = [];
    outcomes.forEach(({ failure }, index) => {
      const record = batch.records[index];
      if (failure === undefined) this.#wrote(record);
      else failed.push([record, failure]);
    });
    for (const [record, code] of failed) {
      await this.#again(record, code, batch.attempt);
    }
  }

  async #notSent(batch: RecordBatch, error: unknown): Promise<void> {
    if (contentsErrorKind(error) !== 'refused') {
      this.#run.inDoubt.push(batch);
      throw error;
    }
    await probe(this.#run);
    const [only, ...others] = batch.records;
    if (others.length === 0) {
      this.#refused(only, (error as Error).message);
      return;
    }
    for (const record of batch.records) {
      await this.#send(this.#single(record, batch.attempt + 1));
    }
  }

  /** A token repeats its failures: another try needs another one. */
  async #again(
    record: RecordToWrite,
    code: number | 'unknown',
    attempt: number,
  ): Promise<void> {
    if (attempt < MAX_ATTEMPTS) {
      await this.#send(this.#single(record, attempt + 1));
      return;
    }
    const reason = `bedrock-agentcore:BatchCreateMemoryRecords: code ${code}`;
    const isFinal =
      typeof code === 'number' && code >= 400 && code < 500 && code !== 429;
    if (isFinal) this.#refused(record, reason);
    else this.#tally.fail(reason);
  }

  #single(record: RecordToWrite, attempt: number): RecordBatch {
    const { to, id } = this.#run;
    const { recordId, digest } = record.note;
    const clientToken = tokenOf(
      to.memoryId,
      digest,
      recordId,
      id,
      this.#pass,
      attempt,
    );
    return { records: [record], clientToken, attempt };
  }

  #wrote({ note, present }: RecordToWrite): void {
    const { expected, progress } = this.#run;
    expected.set(note.digest, (expected.get(note.digest) ?? present) + 1);
    this.#written.add(note.recordId);
    this.#tally.wrote('records', 1);
    progress.wrote('records', 1);
  }

  #refused({ note }: RecordToWrite, reason: string): void {
    this.#tally.remark('record-refused', reason, note.recordId);
  }
}
