import { StoredRecord } from 'backstage-plugin-agentcore-memory-node';
import {
  droppedKeys,
  mapRecord,
  MappedRecord,
  RecordNote,
  TargetStrategy,
  toRecordNote,
} from './recordMapping';
import { RecordWriter } from './RecordWriter';
import { Run } from './Run';
import { addCounts, Tally } from './Tally';

/** The type of records that strategies extract; those of the API have it as well. */
const BASE_TYPE = 'BASE';

/** Compares the records of both sides, and copies what the target lacks. */
export async function copyRecords(
  run: Run,
  tally: Tally,
  pass: number,
): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-use-before-define -- called when both are there
  await new RecordPass(run, tally, pass).run();
}

/** A record that may be on the target without metadata that its strategy does not have. */
interface Doubtful {
  note: RecordNote;
  strategy?: TargetStrategy;
}

class RecordPass {
  readonly #run: Run;
  readonly #tally: Tally;
  readonly #writer: RecordWriter;
  /** What is on the target and not found on the source so far, by core. */
  readonly #unmatched = new Map<string, RecordNote[]>();
  /** How many the target lists, by digest. */
  readonly #listed = new Map<string, number>();
  /** How many of a digest are not listed yet, and were found missing. */
  readonly #awaited = new Map<string, number>();
  readonly #missing = new Set<string>();
  #source = 0;
  #target = 0;
  #same = 0;

  constructor(run: Run, tally: Tally, pass: number) {
    this.#run = run;
    this.#tally = tally;
    this.#writer = new RecordWriter(run, tally, String(pass));
  }

  async run(): Promise<void> {
    try {
      await this.#writer.settleDoubts();
      const settled = this.#writer.written.size;
      await this.#readTarget();
      await this.#compare();
      await this.#writer.end();
      this.#count(settled);
    } catch (error) {
      // Batches that are under way have to end: what AWS answers to them is needed by the next pass.
      await this.#writer.end().catch(() => {});
      throw error;
    }
  }

  async #readTarget(): Promise<void> {
    const { to, contents, options } = this.#run;
    const notes = await this.#run.ask(async () => {
      const all: [RecordNote, StoredRecord['strategyId'], string?][] = [];
      const pages = contents.records(to.place, to.memoryId, options);
      for await (const page of pages) {
        for (const record of page) {
          all.push([
            toRecordNote(record.recordId, record, record.notUnderstood),
            record.strategyId,
            record.namespaces.at(0),
          ]);
        }
      }
      return all;
    });
    for (const [note, strategyId, namespace] of notes) {
      this.#target += 1;
      const alike = this.#unmatched.get(note.core);
      if (alike) alike.push(note);
      else this.#unmatched.set(note.core, [note]);
      this.#listed.set(note.digest, (this.#listed.get(note.digest) ?? 0) + 1);
      this.#tally.digests.target.records.add(note.digest);
      this.#tally.addNamespace('target', namespace);
      this.#tally.addStrategy('target', this.#strategyOnTarget(strategyId));
    }
  }

  async #compare(): Promise<void> {
    const doubtful: Doubtful[] = [];
    await this.#eachOfSource(async record => {
      this.#source += 1;
      const { note, mapped } = this.#toNote(record);
      const strategy = this.#run.strategies.get(record.strategyId ?? '');
      this.#addSource(record, mapped);
      if (record.notUnderstood) {
        this.#tally.remark(
          'record-not-understood',
          record.notUnderstood,
          record.recordId,
        );
        this.#miss(note);
      } else if (this.#takeEqual(note)) {
        this.#found(note.digest);
      } else if (strategy && this.#unmatched.get(note.core)?.length) {
        doubtful.push({ note, strategy });
      } else {
        await this.#lacks(note, mapped);
      }
    });
    const lacking = this.#resolve(doubtful);
    if (lacking.size === 0) return;
    // What they hold was not kept, since most of them are there.
    await this.#eachOfSource(async record => {
      if (!lacking.delete(record.recordId)) return;
      const { note, mapped } = this.#toNote(record);
      await this.#lacks(note, mapped);
    });
    if (lacking.size > 0) this.#tally.isOpen = true;
  }

  /** Matches records whose metadata was dropped, after all exact ones; returns the ids of those that are missing. */
  #resolve(doubtful: readonly Doubtful[]): Set<string> {
    const lacking = new Set<string>();
    for (const { note, strategy } of doubtful) {
      const alike = this.#unmatched.get(note.core) ?? [];
      const index = alike.findIndex(
        copy => droppedKeys(note, copy, strategy) !== undefined,
      );
      if (index < 0) {
        lacking.add(note.recordId);
      } else {
        const [copy] = alike.splice(index, 1);
        const keys = droppedKeys(note, copy, strategy) ?? [];
        this.#found(copy.digest);
        this.#tally.remark(
          'metadata-dropped',
          `${strategy?.name}: ${keys.join(', ')}`,
          note.recordId,
        );
      }
    }
    return lacking;
  }

  async #eachOfSource(
    look: (record: StoredRecord) => Promise<void>,
  ): Promise<void> {
    const { from, contents, options } = this.#run;
    const pages = contents.records(from.place, from.memoryId, options);
    for await (const page of pages) {
      for (const record of page) await look(record);
      this.#run.progress.recordsRead(page.length);
    }
  }

  #toNote(record: StoredRecord): { note: RecordNote; mapped: MappedRecord } {
    const { strategies, mapNamespace } = this.#run;
    const mapped = mapRecord(record, strategies, mapNamespace);
    return { mapped, note: toRecordNote(record.recordId, mapped) };
  }

  #takeEqual({ core, digest }: RecordNote): boolean {
    const alike = this.#unmatched.get(core) ?? [];
    const index = alike.findIndex(copy => copy.digest === digest);
    if (index >= 0) alike.splice(index, 1);
    return index >= 0;
  }

  #found(digest: string): void {
    this.#same += 1;
    this.#tally.digests.source.records.add(digest);
  }

  #miss(note: RecordNote): void {
    this.#missing.add(note.recordId);
    this.#tally.digests.source.records.add(note.digest);
  }

  async #lacks(note: RecordNote, record: MappedRecord): Promise<void> {
    this.#miss(note);
    if (!this.#run.writes) return;
    const listed = this.#listed.get(note.digest) ?? 0;
    const awaited = this.#awaited.get(note.digest) ?? 0;
    const expected = this.#run.expected.get(note.digest) ?? 0;
    if (expected > listed + awaited) {
      // This run has written it; the listing does not show it yet.
      this.#awaited.set(note.digest, awaited + 1);
      this.#tally.isOpen = true;
      return;
    }
    await this.#writer.add({ note, record, present: listed + awaited });
  }

  #addSource(record: StoredRecord, mapped: MappedRecord): void {
    const { strategyId, recordId, recordType } = record;
    const strategy = this.#run.strategies.get(strategyId ?? '');
    this.#tally.addNamespace('source', mapped.namespaces.at(0));
    this.#tally.addStrategy('source', {
      sourceId: strategyId,
      targetId: strategy?.id,
      name: strategy?.name,
    });
    if (strategyId && !strategy) {
      this.#tally.remark('strategy-gone', strategyId, recordId);
    }
    if (recordType && recordType !== BASE_TYPE) {
      this.#tally.remark('record-type-lost', recordType, recordId);
    }
  }

  #strategyOnTarget(targetId: string | undefined) {
    for (const [sourceId, { id, name }] of this.#run.strategies) {
      if (id === targetId) return { sourceId, targetId, name };
    }
    return { targetId };
  }

  /** @param settled - how many were written before the target was read */
  #count(settled: number): void {
    const { written } = this.#writer;
    const { extra, records } = this.#tally;
    for (const id of this.#missing) {
      if (!written.has(id)) this.#tally.addMissing('records', id);
    }
    const before = extra.records.count;
    for (const alike of this.#unmatched.values()) {
      alike.forEach(({ recordId }) =>
        this.#tally.addExtra('records', recordId),
      );
    }
    const more = written.size - settled;
    const missing = [...this.#missing].filter(id => !written.has(id)).length;
    addCounts(records, {
      source: this.#source,
      target: this.#target + more,
      same: this.#source - missing,
      missing,
      extra: extra.records.count - before,
    });
  }
}
