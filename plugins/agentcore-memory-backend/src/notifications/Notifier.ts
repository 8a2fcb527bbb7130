import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { DAY_MS, dayOf } from '../days';
import { isNoOwner, ownerKeyOf } from '../scorecards/ownerKeys';
import { ScorecardReader } from '../scorecards/ScorecardReader';
import { ScorecardView } from '../scorecards/ScorecardView';
import { WaiverStore } from '../waivers/WaiverStore';
import {
  KeyDeletion,
  payloadOf,
  Regression,
  scopeOf,
  WaiverExpiry,
} from './Cause';
import { KeyDeletions } from './KeyDeletions';
import { News, NotificationStore, RegressedRow } from './NotificationStore';

/** What is older is no news any more, in milliseconds. */
const NEWS_MS = 7 * DAY_MS;
/** A waiver that ends within so many days is about to expire. */
const EXPIRY_DAYS = 7;
/** A memory may be recorded this long before the catalog shows its key as it is now, in milliseconds. */
const SETTLED_MS = 30_000;
/** What is sent after one recording; the rest follows with the next. */
const SENT_AT_ONCE = 200;
/** After so many failures in a row the others wait for the next recording. */
const FAILURES = 3;
const SEND_TIMEOUT_MS = 10_000;
/** Keys that are looked at for the first time after one recording. */
const NEW_KEYS = 5_000;

/**
 * Tells owners what got worse, by Backstage's notifications: once for each cause. What is to be told is stored together
 * with up to where things were looked at, so that nothing is told twice or lost, whichever process ends in between.
 */
export class Notifier {
  readonly #enabled: boolean;
  readonly #store: NotificationStore;
  readonly #reader: Pick<ScorecardReader, 'read'>;
  readonly #keys: Pick<KeyDeletions, 'pending' | 'of'>;
  readonly #waivers: Pick<WaiverStore, 'listApproved'>;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    enabled: boolean;
    store: NotificationStore;
    reader: Pick<ScorecardReader, 'read'>;
    keys: Pick<KeyDeletions, 'pending' | 'of'>;
    waivers: Pick<WaiverStore, 'listApproved'>;
    notifications: NotificationService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#enabled = options.enabled;
    this.#store = options.store;
    this.#reader = options.reader;
    this.#keys = options.keys;
    this.#waivers = options.waivers;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Finds out what there is to tell, and tells it. Never rejects. */
  async run(): Promise<void> {
    try {
      const { view } = await this.#reader.read();
      const now = this.#now();
      await this.#store.save(await this.#news(view, now), new Date(now));
      if (this.#enabled) await this.#send(now);
      await this.#store.forget(now);
    } catch (error) {
      this.#logger.warn(
        'Owners were not told what got worse; it is tried again',
        toError(error),
      );
    }
  }

  /** What there is to tell. Where nobody is told, it is looked at all the same: it is no news later. */
  async #news(view: ScorecardView, now: number): Promise<News> {
    const pending = await this.#keys.pending();
    const { keys, deletions } = await this.#newDeletions(view, pending);
    const { upTo, regressions } = await this.#newRegressions(view, now);
    if (!this.#enabled) return { keys, upTo, once: [], again: [] };
    const told = new Set(deletions.map(scopeOf));
    const again: Regression[] = [];
    for (const cause of regressions) {
      const deletion = deletionBehind(cause, pending);
      const isTold =
        deletion &&
        (told.has(scopeOf(deletion)) || (await this.#store.has(deletion)));
      if (!isTold) again.push(cause);
    }
    const expiries = await this.#expiries(view, now);
    return { keys, upTo, once: [...deletions, ...expiries], again };
  }

  /** The keys that are to be deleted since they were looked at last. One that is seen for the first time is no news. */
  async #newDeletions(
    { memories, snapshot: { owners } }: ScorecardView,
    pending: ReadonlyMap<string, string>,
  ): Promise<{
    keys: Map<string, string | null>;
    deletions: KeyDeletion[];
  }> {
    const known = await this.#store.keys();
    const used = new Set(memories.flatMap(({ keyRef }) => keyRef ?? []));
    const unknown = [...used].filter(ref => !known.has(ref));
    const keys = await this.#keys.of(unknown.slice(0, NEW_KEYS));
    const news = new Map<string, string>();
    for (const [ref, before] of known) {
      const deletion = pending.get(ref) ?? null;
      if (deletion === before) continue;
      keys.set(ref, deletion);
      if (deletion) news.set(ref, deletion);
    }
    const found = new Map<string, KeyDeletion>();
    for (const memory of news.size > 0 ? memories : []) {
      const { keyRef } = memory;
      const on = keyRef && news.get(keyRef);
      const owner = ownerKeyOf(memory, owners);
      if (!on || isNoOwner(owner)) continue;
      const ownerTitle = owners.get(owner)?.title ?? owner;
      const told = { kind: 'key-deletion' as const, owner, ownerTitle };
      const cause = { ...told, keyRef, on, memories: 0 };
      const kept = found.get(scopeOf(cause)) ?? cause;
      kept.memories += 1;
      found.set(scopeOf(cause), kept);
    }
    return { keys, deletions: [...found.values()] };
  }

  /** The regressions since those that were looked at last, which are still there, put together by cause. */
  async #newRegressions(
    view: ScorecardView,
    now: number,
  ): Promise<{ upTo: number; regressions: Regression[] }> {
    const before = await this.#store.progress();
    const settled = new Date(now - SETTLED_MS).toISOString();
    const upTo = Math.max(before, await this.#store.lastTransition(settled));
    if (upTo === before) return { upTo, regressions: [] };
    const since = dayOf(now - NEWS_MS);
    const found = new Map<
      string,
      { cause: Regression; refs: Set<string>; isNew: boolean }
    >();
    for (const row of await this.#store.regressionsSince(since, upTo)) {
      const cause = regressionOf(row, view);
      if (!cause) continue;
      const scope = scopeOf(cause);
      const kept = found.get(scope) ?? { cause, refs: new Set(), isNew: false };
      kept.refs.add(row.entity_ref);
      kept.isNew ||= row.id > before;
      if (cause.to === 'fail') kept.cause.to = 'fail';
      found.set(scope, kept);
    }
    const regressions = [...found.values()]
      .filter(({ isNew }) => isNew)
      .map(({ cause, refs }) => ({ ...cause, memories: refs.size }));
    return { upTo, regressions };
  }

  async #expiries(view: ScorecardView, now: number): Promise<WaiverExpiry[]> {
    const soon = dayOf(now + EXPIRY_DAYS * DAY_MS);
    const { owners } = view.snapshot;
    const waivers = await this.#waivers.listApproved();
    return waivers
      .filter(({ expiresOn }) => expiresOn <= soon)
      .flatMap(({ id, rule, expiresOn, target }) => {
        const memory = view.memoryOf(target.ref);
        const owner =
          target.kind === 'owner'
            ? target.ref
            : memory && ownerKeyOf(memory, owners);
        // Of a memory that is gone nothing counts again.
        const title = owner && owners.get(owner)?.title;
        return owner && title
          ? {
              kind: 'waiver-expiry' as const,
              owner,
              ownerTitle: title,
              waiver: id,
              rule,
              on: expiresOn,
            }
          : [];
      });
  }

  async #send(now: number): Promise<void> {
    const since = new Date(now - NEWS_MS).toISOString();
    let failures = 0;
    for (const cause of await this.#store.unsent(since, SENT_AT_ONCE)) {
      try {
        await inTime(
          this.#notifications.send({
            recipients: { type: 'entity', entityRef: cause.owner },
            payload: payloadOf(cause),
          }),
        );
        await this.#store.sent(cause, new Date(this.#now()).toISOString());
        failures = 0;
      } catch (error) {
        await this.#store.failed(cause);
        failures += 1;
        if (failures === FAILURES) throw error;
      }
    }
  }
}

/** The key's deletion, where that is why its memories can't be used any more. */
function deletionBehind(
  { rule, keyRef, owner, ownerTitle, memories }: Regression,
  pending: ReadonlyMap<string, string>,
): KeyDeletion | undefined {
  const on = keyRef && pending.get(keyRef);
  if (!on || rule !== 'key-usable') return undefined;
  return { kind: 'key-deletion', owner, ownerTitle, keyRef, on, memories };
}

/** Rules about the key itself: what makes one memory fail makes all of them that depend on it. */
function isAboutKey(rule: string): boolean {
  return rule.startsWith('key-');
}

/** A regression as its present owner is told of it; nothing where it is over, or the memory is nobody's. */
function regressionOf(
  { entity_ref: ref, at, rule }: RegressedRow,
  view: ScorecardView,
): Regression | undefined {
  const memory = view.memoryOf(ref);
  if (!memory || !rule) return undefined;
  const { owners } = view.snapshot;
  const owner = ownerKeyOf(memory, owners);
  const to = memory.outcomes.byRule.get(rule);
  if (isNoOwner(owner) || (to !== 'fail' && to !== 'warn')) return undefined;
  return {
    kind: 'regression',
    owner,
    ownerTitle: owners.get(owner)?.title ?? owner,
    rule,
    ...(isAboutKey(rule) && memory.keyRef && { keyRef: memory.keyRef }),
    day: at.slice(0, 10),
    to,
    memories: 0,
  };
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
