import { AuditorService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, toError } from '@backstage/errors';
import {
  isWaivable,
  RULE_IDS,
  RuleId,
  Waiver,
  WaiverRequest,
  WaiversRequest,
  WaiversResponse,
  WaiverState,
} from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';
import { DAY_MS, dayOf } from '../days';
import { Readable } from '../scorecards/ReadableEntities';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { ScorecardReader } from '../scorecards/ScorecardReader';
import { ScorecardView } from '../scorecards/ScorecardView';
import {
  authorizeWaiver,
  WaiverAuthority,
  WaiverCaller,
} from './WaiverAuthority';
import { WaiverService } from './WaiverService';
import { WaiverSettings } from './WaiverSettings';
import { StoredWaiver, WaiverStore, WaiverTarget } from './WaiverStore';

/** Open ones come first; of those that have ended, older ones are on record and not shown. */
const MOST = 10_000;
const DEFAULT_LIMIT = 50;

/** Pending ones first, then those that hold, then what has ended. */
const ORDER: Record<WaiverState, number> = {
  pending: 0,
  approved: 1,
  expired: 2,
  rejected: 2,
  revoked: 2,
};

function byUrgency(a: StoredWaiver, b: StoredWaiver): number {
  const order = ORDER[a.state] - ORDER[b.state];
  if (order !== 0) return order;
  // The one that waits for longest, or expires next, first; of those that have ended the last one.
  if (a.state === 'pending') return a.requestedAt < b.requestedAt ? -1 : 1;
  if (a.state === 'approved') return a.expiresOn < b.expiresOn ? -1 : 1;
  return a.requestedAt > b.requestedAt ? -1 : 1;
}

/** `WaiverService` over a table, and what scorecards know of memories. */
export class DefaultWaiverService implements WaiverService {
  readonly #store: WaiverStore;
  readonly #reader: ScorecardReader;
  readonly #authority: WaiverAuthority;
  readonly #auditor: AuditorService;
  readonly #settings: WaiverSettings;
  readonly #onChanged: () => void;
  readonly #now: () => number;

  constructor(options: {
    store: WaiverStore;
    reader: ScorecardReader;
    authority: WaiverAuthority;
    auditor: AuditorService;
    settings: WaiverSettings;
    /** Is called after each change. */
    onChanged: () => void;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#reader = options.reader;
    this.#authority = options.authority;
    this.#auditor = options.auditor;
    this.#settings = options.settings;
    this.#onChanged = options.onChanged;
    this.#now = options.now ?? Date.now;
  }

  async list(
    request: WaiversRequest,
    { credentials }: ServiceOptions,
  ): Promise<WaiversResponse> {
    const { state, memory, owner, kind } = request;
    const { offset = 0, limit = DEFAULT_LIMIT } = request;
    const { view } = await this.#reader.read();
    const ownerOfMemory = memory && view.memoryOf(memory)?.ownerRef;
    const targets = [memory, ownerOfMemory].filter(ref => ref !== undefined);
    const found = await this.#store.list({
      limit: MOST,
      ...(memory && { targets }),
    });
    const asked = found.filter(
      waiver =>
        (!state || waiver.state === state) &&
        (!kind || waiver.target.kind === kind) &&
        (!owner || toResource(waiver, view).owner === owner),
    );
    const readable = await this.#reader.readableOf(
      [
        ...targets,
        ...(owner ? [owner] : []),
        ...asked.map(({ target }) => target.ref),
      ],
      credentials,
    );
    const caller = await this.#authority.callerOf(credentials);
    const shown = asked.filter(
      waiver =>
        isShown(waiver, { view, readable, caller }) &&
        // Those of an owner would tell whose a memory is that the catalog does not show.
        (!memory || waiver.target.ref === memory || readable.has(memory)),
    );
    return {
      items: shown
        .sort(byUrgency)
        .slice(offset, offset + limit)
        .map(waiver => toItem(waiver, view, caller)),
      totalItems: shown.length,
      complete: found.length < MOST,
      maxDays: this.#settings.maxDays,
      mayRequest: this.#mayRequest(request, { view, readable, caller }),
    };
  }

  #mayRequest(
    { memory, owner }: WaiversRequest,
    {
      view,
      readable,
      caller,
    }: {
      view: ScorecardView;
      readable: Readable;
      caller: WaiverCaller | undefined;
    },
  ): RuleId[] {
    const ref = memory ?? owner;
    if (!caller || !ref || !readable.has(ref)) return [];
    const whose = memory ? view.memoryOf(memory)?.ownerRef : owner;
    if (!whose || (owner && !view.snapshot.owners.has(owner))) return [];
    const broken = brokenRules(view, { memory, owner });
    return RULE_IDS.filter(
      rule =>
        broken.has(rule) &&
        !this.#settings.notWaivable.includes(rule) &&
        caller.refusal('request', { owner: whose, rule }) === undefined,
    );
  }

  async request(
    request: WaiverRequest,
    options: ServiceOptions,
  ): Promise<Waiver> {
    const { memory, owner, rule, reason, expiresOn } = request;
    const meta = { rule, expiresOn, entityRef: memory ?? owner ?? '' };
    return this.#audited('waiver-request', meta, options, async caller => {
      const { view } = await this.#reader.read();
      const target = await this.#findTarget(request, view, options);
      authorizeWaiver(caller, 'request', { owner: target.ownerRef, rule });
      this.#checkExpiry(expiresOn);
      if (this.#settings.notWaivable.includes(rule)) {
        throw new InputError(`rule: ${rule} can't be waived`);
      }
      checkFinding(view, request);
      const waiver = await this.#store.request({
        target,
        rule,
        reason,
        expiresOn,
        requestedBy: caller.userRef,
      });
      return toItem(waiver, view, caller);
    });
  }

  async decide(
    id: string,
    outcome: 'approved' | 'rejected',
    reason: string | undefined,
    options: ServiceOptions,
  ): Promise<Waiver> {
    const event = outcome === 'approved' ? 'waiver-approve' : 'waiver-reject';
    return this.#audited(event, { id }, options, async caller => {
      const { view, waiver } = await this.#find(id, caller, options);
      authorizeWaiver(caller, 'decide', toResource(waiver, view));
      const by = caller.userRef;
      const decided = await this.#store.decide(id, outcome, { by, reason });
      return toItem(decided, view, caller);
    });
  }

  async revoke(
    id: string,
    reason: string,
    options: ServiceOptions,
  ): Promise<Waiver> {
    return this.#audited('waiver-revoke', { id }, options, async caller => {
      const { view, waiver } = await this.#find(id, caller, options);
      authorizeWaiver(caller, 'revoke', toResource(waiver, view));
      const by = caller.userRef;
      const revoked = await this.#store.revoke(id, { by, reason });
      return toItem(revoked, view, caller);
    });
  }

  /** The waiver, as the caller may see it: what they may not is not there. */
  async #find(
    id: string,
    caller: WaiverCaller | undefined,
    { credentials }: ServiceOptions,
  ) {
    const waiver = await this.#store.get(id);
    const { view } = await this.#reader.read();
    const readable = await this.#reader.readableOf(
      [waiver.target.ref],
      credentials,
    );
    if (!isShown(waiver, { view, readable, caller })) {
      throw new NotFoundError(`There is no waiver ${id}`);
    }
    return { view, waiver };
  }

  async #findTarget(
    { memory, owner }: WaiverRequest,
    view: ScorecardView,
    { credentials }: ServiceOptions,
  ): Promise<WaiverTarget> {
    const ref = memory ?? owner ?? '';
    const field = memory ? 'memory' : 'owner';
    const readable = await this.#reader.readableOf([ref], credentials);
    const known = memory
      ? view.memoryOf(memory)
      : view.snapshot.owners.get(ref);
    if (!known || !readable.has(ref)) {
      throw new InputError(
        `${field}: there is no ${ref}, or you may not see it`,
      );
    }
    return {
      kind: field,
      ref,
      title: known.title,
      ownerRef: 'ownerRef' in known ? known.ownerRef : ref,
    };
  }

  #checkExpiry(expiresOn: string): void {
    const { maxDays } = this.#settings;
    const now = this.#now();
    if (expiresOn < dayOf(now)) {
      throw new InputError(`expiresOn: ${expiresOn} is in the past`);
    }
    const latest = dayOf(now + maxDays * DAY_MS);
    if (expiresOn > latest) {
      throw new InputError(
        `expiresOn: a waiver holds for ${maxDays} days at most, so until ${latest}`,
      );
    }
  }

  async #audited(
    eventId: string,
    meta: Record<string, string>,
    { credentials }: ServiceOptions,
    act: (caller: WaiverCaller | undefined) => Promise<Waiver>,
  ): Promise<Waiver> {
    const caller = await this.#authority.callerOf(credentials);
    const event = await this.#auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      meta: { ...meta, initiator: caller?.userRef ?? 'a service' },
    });
    try {
      const waiver = await act(caller);
      const { id, entityRef, rule, state, expiresOn } = waiver;
      await event.success({ meta: { id, entityRef, rule, state, expiresOn } });
      this.#onChanged();
      return waiver;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }
}

/** The memories that a waiver would be about. */
function memoriesOf(
  view: ScorecardView,
  { memory, owner }: Pick<WaiverRequest, 'memory' | 'owner'>,
): readonly SnapshotMemory[] {
  if (!memory) {
    return view.memories.filter(({ ownerRef }) => ownerRef === owner);
  }
  const one = view.memoryOf(memory);
  return one ? [one] : [];
}

/** The rules of which a finding could be waived. */
function brokenRules(
  view: ScorecardView,
  target: Pick<WaiverRequest, 'memory' | 'owner'>,
): ReadonlySet<RuleId> {
  const broken = new Set<RuleId>();
  for (const { outcomes } of memoriesOf(view, target)) {
    for (const [rule, outcome] of outcomes.byRule) {
      if (isWaivable(outcome)) broken.add(rule);
    }
  }
  return broken;
}

function checkFinding(view: ScorecardView, request: WaiverRequest): void {
  const { memory, rule } = request;
  if (brokenRules(view, request).has(rule)) return;
  const outcome = memory && view.memoryOf(memory)?.outcomes.byRule.get(rule);
  throw new InputError(
    `rule: ${
      outcome === 'unknown'
        ? `the outcome of ${rule} is unknown, and only a failure or warning can be accepted`
        : `${rule} finds nothing on ${
            memory ? 'this memory' : 'memories of this owner'
          } that could be waived`
    }`,
  );
}

/** Whether the catalog has what a waiver is about no more. */
function isGone({ target }: StoredWaiver, view: ScorecardView): boolean {
  return target.kind === 'memory'
    ? view.memoryOf(target.ref) === undefined
    : !view.snapshot.owners.has(target.ref);
}

/** Whether the catalog shows what a waiver is about. What is gone, whoever asked for the waiver sees as well. */
function isShown(
  waiver: StoredWaiver,
  {
    view,
    readable,
    caller,
  }: {
    view: ScorecardView;
    readable: Readable;
    caller: WaiverCaller | undefined;
  },
): boolean {
  const isOwn = waiver.requestedBy === caller?.userRef;
  return readable.has(waiver.target.ref) || (isOwn && isGone(waiver, view));
}

/** Whose the memory is now, if the catalog still has it. */
function toResource(
  { target, rule, requestedBy }: StoredWaiver,
  view: ScorecardView,
) {
  const owner = view.memoryOf(target.ref)?.ownerRef ?? target.ownerRef;
  return { owner, rule, requestedBy };
}

function toItem(
  waiver: StoredWaiver,
  view: ScorecardView,
  caller: WaiverCaller | undefined,
): Waiver {
  const { target, ...rest } = waiver;
  const resource = toResource(waiver, view);
  const may = (change: 'decide' | 'revoke') =>
    caller !== undefined && caller.refusal(change, resource) === undefined;
  return {
    ...rest,
    kind: target.kind,
    entityRef: target.ref,
    title: target.title,
    ownerRef: resource.owner,
    gone: isGone(waiver, view),
    mayDecide: rest.state === 'pending' && may('decide'),
    mayRevoke: ['pending', 'approved'].includes(rest.state) && may('revoke'),
  };
}
