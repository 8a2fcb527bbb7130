import { DigestSum } from './digest';
import {
  ActorCounts,
  ActorList,
  Counts,
  IdList,
  MigrationResult,
  Remark,
  RemarkKind,
  StrategyCounts,
} from './MigrationResult';

const MAX_IDS = 20;
const MAX_ACTORS = 50;
const MAX_REMARKS = 50;
const MAX_NAMESPACES = 50;
const NAMESPACE_DEPTH = 2;

/** Counts of nothing. */
export function noCounts(): Counts {
  return { source: 0, target: 0, same: 0, missing: 0, extra: 0 };
}

/** Adds to counts. */
export function addCounts(to: Counts, more: Counts): void {
  to.source += more.source;
  to.target += more.target;
  to.same += more.same;
  to.missing += more.missing;
  to.extra += more.extra;
}

function addId(list: IdList, id: string): void {
  list.count += 1;
  if (list.ids.length < MAX_IDS) list.ids.push(id);
}

function noIds(): IdList {
  return { count: 0, ids: [] };
}

function topOf(namespace: string): string {
  const names = namespace.split('/').filter(Boolean);
  return names.length > 0
    ? `/${names.slice(0, NAMESPACE_DEPTH).join('/')}`
    : namespace;
}

/** What one pass found, in bounded memory. */
export class Tally {
  readonly sessions = noCounts();
  readonly events = noCounts();
  readonly records = noCounts();
  readonly missing = { events: noIds(), records: noIds() };
  readonly extra = { events: noIds(), records: noIds() };
  readonly copiedIn = noIds();
  readonly copied = { events: 0, records: 0 };
  readonly digests = {
    source: { events: new DigestSum(), records: new DigestSum() },
    target: { events: new DigestSum(), records: new DigestSum() },
  };
  /** Whether something was written or could not be, so that another pass may find more. */
  isOpen = false;
  readonly #failures = new Map<string, number>();
  readonly #remarks = new Map<string, Remark>();
  readonly #differing: ActorCounts[] = [];
  readonly #equal: ActorCounts[] = [];
  readonly #others = { ...noCounts(), actors: 0, sessions: 0 };
  readonly #strategies = new Map<string, StrategyCounts>();
  readonly #namespaces = new Map<string, { source: number; target: number }>();

  fail(reason: string): void {
    this.isOpen = true;
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
  }

  remark(kind: RemarkKind, reason: string, id: string): void {
    const wanted = `${kind}/${reason}`;
    const key =
      this.#remarks.has(wanted) || this.#remarks.size < MAX_REMARKS
        ? wanted
        : `${kind}/…`;
    const remark = this.#remarks.get(key) ?? {
      kind,
      reason: key === wanted ? reason : '…',
      ...noIds(),
    };
    addId(remark, id);
    this.#remarks.set(key, remark);
  }

  addMissing(kind: 'events' | 'records', id: string): void {
    addId(this.missing[kind], id);
  }

  addExtra(kind: 'events' | 'records', id: string): void {
    addId(this.extra[kind], id);
  }

  wrote(kind: 'events' | 'records', count: number): void {
    if (count > 0) this.isOpen = true;
    this.copied[kind] += count;
  }

  wroteIn(session: string): void {
    addId(this.copiedIn, session);
  }

  addActor(actor: ActorCounts): void {
    const list =
      actor.missing + actor.extra > 0 ? this.#differing : this.#equal;
    if (list.length < MAX_ACTORS) {
      list.push(actor);
    } else {
      addCounts(this.#others, actor);
      this.#others.actors += 1;
      this.#others.sessions += actor.sessions;
    }
  }

  /** @param strategy - of the old memory, and what it is on the new one */
  addStrategy(
    side: 'source' | 'target',
    strategy: Omit<StrategyCounts, 'source' | 'target'>,
  ): void {
    const { sourceId = '', targetId = '' } = strategy;
    const key = `${sourceId}/${targetId}`;
    const counts = this.#strategies.get(key) ?? {
      ...strategy,
      source: 0,
      target: 0,
    };
    counts[side] += 1;
    this.#strategies.set(key, counts);
  }

  /** @param namespace - as on the target */
  addNamespace(side: 'source' | 'target', namespace: string = ''): void {
    const top = topOf(namespace);
    const key =
      this.#namespaces.has(top) || this.#namespaces.size < MAX_NAMESPACES
        ? top
        : '…';
    const counts = this.#namespaces.get(key) ?? { source: 0, target: 0 };
    counts[side] += 1;
    this.#namespaces.set(key, counts);
  }

  /** Whether everything was read, and nothing of the source is missing. */
  get isComplete(): boolean {
    return (
      this.#failures.size === 0 &&
      !this.isOpen &&
      this.events.missing + this.records.missing === 0
    );
  }

  /** Whether everything was read, and what was missing was written. */
  get isUpToDate(): boolean {
    return (
      this.#failures.size === 0 &&
      this.events.missing + this.records.missing === 0
    );
  }

  /** Whether the sides are equal as well, and nothing was lost on the way. */
  get isClean(): boolean {
    const { source, target } = this.digests;
    return (
      this.isComplete &&
      this.#remarks.size === 0 &&
      this.events.extra + this.records.extra === 0 &&
      source.events.text === target.events.text &&
      source.records.text === target.records.text
    );
  }

  get actors(): ActorList {
    const listed = [...this.#differing, ...this.#equal];
    return { listed, others: { ...this.#others } };
  }

  /** What of the result one pass says. */
  toResult(): Pick<
    MigrationResult,
    | 'sessions'
    | 'actors'
    | 'strategies'
    | 'namespaces'
    | 'remarks'
    | 'missing'
    | 'extra'
    | 'source'
    | 'target'
    | 'failures'
  > {
    const { source, target } = this.digests;
    return {
      sessions: this.sessions,
      actors: this.actors,
      strategies: [...this.#strategies.values()],
      namespaces: [...this.#namespaces]
        .map(([path, counts]) => ({ path, ...counts }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
      remarks: [...this.#remarks.values()],
      missing: this.missing,
      extra: this.extra,
      source: { events: source.events.text, records: source.records.text },
      target: { events: target.events.text, records: target.records.text },
      failures: [...this.#failures]
        .map(([reason, count]) => ({ reason, count }))
        .slice(0, MAX_REMARKS),
    };
  }
}
