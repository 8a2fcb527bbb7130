import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { NOT_PASSED, RuleId } from 'backstage-plugin-agentcore-memory-common';
import { DAY_MS, dayOf } from '../days';
import { RecordedNow } from '../history/HistoryKeeper';
import {
  MemorySnapshot,
  SnapshotMemory,
  SnapshotReader,
} from '../scorecards/MemorySnapshot';
import { isNoOwner, ownerKeyOf } from '../scorecards/ownerKeys';
import { WaiverStore } from '../waivers/WaiverStore';
import {
  Cause,
  KeyDeletion,
  payloadOf,
  Regression,
  scopeOf,
  WaiverExpiry,
} from './Cause';
import { KeyDeletions } from './KeyDeletions';
import { KnownKey, NotificationStore, RegressedRow } from './NotificationStore';

/** What is older is no news any more, in milliseconds. */
const NEWS_MS = 7 * DAY_MS;
/** A waiver that ends within so many days is about to expire. */
const EXPIRY_DAYS = 7;
/** A memory may be recorded this long before the catalog shows its key as it is now, in milliseconds. */
const SETTLED_MS = 30_000;
/** What is sent after one recording; the rest follows with the next. */
const SENT_AT_ONCE = 200;
/** How long sending may keep the next recording waiting, in milliseconds. */
const SENDING_MS = 120_000;
/** After so many failures in a row the others wait for the next recording. */
const FAILURES = 3;
const SEND_TIMEOUT_MS = 10_000;
/** Keys that are looked at for the first time after one recording. */
const NEW_KEYS = 5_000;

type Owners = MemorySnapshot['owners'];
/** What is known of keys, by ref. */
type Keys = ReadonlyMap<string, KnownKey>;

/** What was looked at. */
interface Looked {
  /** By ref. */
  memories: ReadonlyMap<string, SnapshotMemory>;
  owners: Owners;
  /** The keys that are to be deleted, by ref. */
  pending: ReadonlyMap<string, string>;
  /** The waivers that hold. */
  waivers: Awaited<ReturnType<WaiverStore['listApproved']>>;
}

/**
 * Tells owners what got worse, by Backstage's notifications: once for each cause. What is to be told is stored together
 * with up to where things were looked at, so that nothing is told twice or lost, whichever process ends in between.
 */
export class Notifier {
  readonly #enabled: boolean;
  readonly #store: NotificationStore;
  readonly #snapshots: Pick<SnapshotReader, 'readMemoriesUnder'>;
  readonly #keys: Pick<KeyDeletions, 'pending' | 'of'>;
  readonly #waivers: Pick<WaiverStore, 'listApproved'>;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** Whether the last run failed, and that was said. */
  #isFailing = false;

  constructor(options: {
    enabled: boolean;
    store: NotificationStore;
    snapshots: Pick<SnapshotReader, 'readMemoriesUnder'>;
    keys: Pick<KeyDeletions, 'pending' | 'of'>;
    waivers: Pick<WaiverStore, 'listApproved'>;
    notifications: NotificationService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#enabled = options.enabled;
    this.#store = options.store;
    this.#snapshots = options.snapshots;
    this.#keys = options.keys;
    this.#waivers = options.waivers;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Finds out what there is to tell, and tells it. Never rejects.
   *
   * @param recorded - what was recorded from just now: an older view of the catalog would not know what was recorded
   */
  async run({
    memories,
    owners,
    at,
  }: Pick<RecordedNow, 'memories' | 'owners' | 'at'>): Promise<void> {
    try {
      const looked: Looked = {
        memories: new Map(memories.map(one => [one.entityRef, one])),
        owners,
        pending: await this.#keys.pending(),
        waivers: await this.#waivers.listApproved(),
      };
      const keys = await this.#collect(looked, at);
      if (this.#enabled) await this.#send(looked, keys, at);
      await this.#store.forget(this.#now());
      this.#isFailing = false;
    } catch (error) {
      const log = this.#isFailing ? 'debug' : 'warn';
      this.#isFailing = true;
      this.#logger[log](
        'Owners were not told what got worse; it is tried again after each recording',
        toError(error),
      );
    }
  }

  /** Stores what there is to tell. Where nobody is told, it is looked at all the same: it is no news later. */
  async #collect(looked: Looked, at: Date): Promise<Keys> {
    const { keys, changed, unused } = await this.#lookAtKeys(looked);
    const { upTo, regressions } = await this.#regressions(looked, at);
    const causes = this.#enabled
      ? [
          ...(await this.#deletions(keys)),
          ...expiriesOf(looked, this.#now()),
          ...regressions,
        ]
      : [];
    await this.#store.save({ keys: changed, unused, upTo, causes }, at);
    return keys;
  }

  /** What is known of keys now, and what of it is to be kept. */
  async #lookAtKeys({ memories, pending }: Looked): Promise<{
    keys: Keys;
    changed: Map<string, KnownKey>;
    unused: string[];
  }> {
    const known = await this.#store.keys();
    const used = new Set(
      [...memories.values()].flatMap(({ keyRef }) => keyRef ?? []),
    );
    const unknown = [...used].filter(ref => !known.has(ref));
    const first = await this.#keys.of(unknown.slice(0, NEW_KEYS));
    const noLonger = [...known].flatMap(([ref, { deletion }]) =>
      deletion !== null && !pending.has(ref) ? [ref] : [],
    );
    const now = new Map([...(await this.#keys.of(noLonger)), ...pending]);
    const keys = new Map<string, KnownKey>();
    const changed = new Map<string, KnownKey>();
    for (const [ref, deletion] of first) {
      changed.set(ref, { deletion, times: 0 });
    }
    for (const [ref, before] of known) {
      // Where it is not known now, it is as it was.
      const deletion = now.has(ref) ? now.get(ref)! : before.deletion;
      if (deletion === before.deletion) {
        keys.set(ref, before);
        continue;
      }
      const times = deletion ? this.#timesAfter(before.times) : before.times;
      changed.set(ref, { deletion, times });
    }
    for (const [ref, key] of changed) keys.set(ref, key);
    const unused = [...known.keys()].filter(ref => !used.has(ref));
    return { keys, changed, unused };
  }

  /** The keys that are to be deleted, but for those that were when they were looked at for the first time. */
  async #deletions(keys: Keys): Promise<KeyDeletion[]> {
    const news = [...keys].flatMap(([ref, { deletion, times }]) =>
      deletion && times > 0 ? [ref] : [],
    );
    if (news.length === 0) return [];
    const { memories, owners } = await this.#snapshots.readMemoriesUnder(news);
    const found = new Map<string, KeyDeletion>();
    for (const memory of memories) {
      const { keyRef = '' } = memory;
      const told = toldOwner(memory, owners);
      const cause = told && deletionOf(told, keyRef, keys);
      if (!cause) continue;
      const kept = found.get(scopeOf(cause)) ?? cause;
      kept.memories += 1;
      found.set(scopeOf(cause), kept);
    }
    return [...found.values()];
  }

  /** How often a deletion was scheduled; where nobody is told, it is as if it was when the key was looked at first. */
  #timesAfter(times: number): number {
    return this.#enabled ? times + 1 : 0;
  }

  /** The regressions since those that were looked at last, put together by cause. */
  async #regressions(
    { memories, owners }: Looked,
    at: Date,
  ): Promise<{ upTo: number; regressions: Regression[] }> {
    const after = await this.#store.progress();
    const settled = Math.min(at.getTime(), this.#now() - SETTLED_MS);
    const upTo = Math.max(
      after,
      await this.#store.lastTransition(new Date(settled).toISOString()),
    );
    const rows = await this.#store.regressions(dayOf(this.#now() - NEWS_MS), {
      after,
      upTo,
    });
    const found = new Map<string, { cause: Regression; refs: Set<string> }>();
    for (const row of rows) {
      const memory = memories.get(row.entity_ref);
      const cause = memory && regressionOf(row, memory, owners);
      if (!cause || !stillBreaks(memory, cause.rule)) continue;
      const { owner, rule, keyRef, day, to } = cause;
      const name = JSON.stringify([owner, rule, keyRef, day]);
      const kept = found.get(name) ?? { cause, refs: new Set() };
      kept.refs.add(row.entity_ref);
      if (to === 'fail') kept.cause.to = to;
      found.set(name, kept);
    }
    const regressions: Regression[] = [];
    for (const { cause, refs } of found.values()) {
      const worse = { ...cause, to: 'fail' as const };
      // That some only warn is no news once others fail by the same cause.
      const isLess =
        cause.to === 'warn' && (await this.#store.stateOf(worse)) !== 'unknown';
      if (!isLess) regressions.push({ ...cause, memories: refs.size });
    }
    return { upTo, regressions };
  }

  async #send(looked: Looked, keys: Keys, at: Date): Promise<void> {
    const deadline = Date.now() + SENDING_MS;
    const unsent = await this.#store.unsent(
      { since: this.#newsSince(), until: at.toISOString() },
      SENT_AT_ONCE,
    );
    const failed: unknown[] = [];
    let inARow = 0;
    for (const cause of unsent) {
      if (Date.now() > deadline || inARow === FAILURES) break;
      const deletion =
        cause.kind === 'regression' ? deletionBehind(cause, keys) : undefined;
      // That the key can't be used for long any more is told by its deletion, with the day.
      const told = deletion && (await this.#store.stateOf(deletion));
      if (told === 'unsent') continue;
      if (told === 'sent' || isOver(cause, looked)) {
        await this.#store.drop(cause);
        continue;
      }
      try {
        await inTime(
          this.#notifications.send({
            recipients: { type: 'entity', entityRef: cause.owner },
            payload: payloadOf(cause),
          }),
        );
        await this.#store.sent(cause, new Date(this.#now()).toISOString());
        inARow = 0;
      } catch (error) {
        await this.#store.failed(cause);
        failed.push(error);
        inARow += 1;
      }
    }
    if (failed.length > 0) throw failed[0];
  }

  #newsSince(): string {
    return new Date(this.#now() - NEWS_MS).toISOString();
  }
}

/** Whom something about a memory is told; nobody where it has no owner that exists. */
function toldOwner(memory: SnapshotMemory, owners: Owners) {
  const owner = ownerKeyOf(memory, owners);
  return isNoOwner(owner)
    ? undefined
    : { owner, ownerTitle: owners.get(owner)?.title ?? owner };
}

/** The deletion of a key as an owner is told of it; nothing where there is none, or it is no news. */
function deletionOf(
  told: { owner: string; ownerTitle: string },
  keyRef: string,
  keys: Keys,
): KeyDeletion | undefined {
  const { deletion: on = null, times = 0 } = keys.get(keyRef) ?? {};
  if (!on || times === 0) return undefined;
  return { kind: 'key-deletion', ...told, keyRef, on, times, memories: 0 };
}

/** The key's deletion, where that is why its memories can't be used any more. */
function deletionBehind(
  { rule, keyRef, owner, ownerTitle }: Regression,
  keys: Keys,
): KeyDeletion | undefined {
  return keyRef && rule === 'key-usable'
    ? deletionOf({ owner, ownerTitle }, keyRef, keys)
    : undefined;
}

/** Rules about the key itself: what makes one memory fail makes all of them that depend on it. */
function isAboutKey(rule: RuleId): boolean {
  return rule.startsWith('key-');
}

/** Whether a memory does not pass a rule. What is not known now was broken when it last was. */
function stillBreaks(memory: SnapshotMemory, rule: RuleId): boolean {
  const outcome = memory.outcomes.byRule.get(rule);
  if (memory.stale || memory.outcomes.byRule.size === 0) return true;
  return outcome !== undefined && NOT_PASSED.includes(outcome);
}

/** A regression as the present owner is told of it; nothing where the memory is nobody's. */
function regressionOf(
  { at, rule, to_outcome: to }: RegressedRow,
  memory: SnapshotMemory,
  owners: Owners,
): Regression | undefined {
  const told = toldOwner(memory, owners);
  if (!told || !rule) return undefined;
  return {
    kind: 'regression',
    ...told,
    rule,
    ...(isAboutKey(rule) && memory.keyRef && { keyRef: memory.keyRef }),
    day: at.slice(0, 10),
    to: to === 'warn' ? 'warn' : 'fail',
    memories: 0,
  };
}

/** The waivers that end soon, as the present owners are told of them. */
function expiriesOf(
  { memories, owners, waivers }: Looked,
  now: number,
): WaiverExpiry[] {
  const soon = dayOf(now + EXPIRY_DAYS * DAY_MS);
  return waivers
    .filter(({ expiresOn }) => expiresOn <= soon)
    .flatMap(({ id, rule, expiresOn, target }) => {
      const memory = memories.get(target.ref);
      const owner =
        target.kind === 'owner'
          ? target.ref
          : memory && ownerKeyOf(memory, owners);
      // Of a memory that is gone nothing counts again.
      const ownerTitle = owner && owners.get(owner)?.title;
      if (!owner || ownerTitle === undefined) return [];
      const told = { owner, ownerTitle, waiver: id, rule, on: expiresOn };
      return [{ kind: 'waiver-expiry' as const, ...told }];
    });
}

/** Whether something is not so any more that waited to be sent. */
function isOver(
  cause: Cause,
  { memories, owners, pending, waivers }: Looked,
): boolean {
  switch (cause.kind) {
    case 'key-deletion':
      return pending.get(cause.keyRef) !== cause.on;
    case 'waiver-expiry':
      return !waivers.some(({ id }) => id === cause.waiver);
    default:
      return ![...memories.values()].some(
        memory =>
          stillBreaks(memory, cause.rule) &&
          (!cause.keyRef || cause.keyRef === memory.keyRef) &&
          ownerKeyOf(memory, owners) === cause.owner,
      );
  }
}

/** Rejects where something takes too long. It may still happen, and is replaced by the next attempt then. */
async function inTime(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`No answer in ${SEND_TIMEOUT_MS} ms`)),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
