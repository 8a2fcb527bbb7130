import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  RULE_IDS,
  RuleId,
  WaiverAct,
  WaiverState,
  waiverStateOn,
} from 'backstage-plugin-agentcore-memory-common';
import { dayOf } from '../days';
import { Database } from '../openDatabase';

const TARGET_KINDS = ['memory', 'owner'] as const;
const OUTCOMES = ['approved', 'rejected'] as const;

/** What a waiver is about: one memory, or all memories of a group or user. */
export interface WaiverTarget {
  kind: (typeof TARGET_KINDS)[number];
  /** Full entity ref. */
  ref: string;
  title: string;
  /** Full ref of the owner; of a group or user itself. */
  ownerRef: string;
}

/** A waiver that somebody asks for. */
export interface NewWaiver {
  target: WaiverTarget;
  rule: RuleId;
  reason: string;
  /** `YYYY-MM-DD`: the last day on which it is to hold, UTC. */
  expiresOn: string;
  /** Full ref of a user. */
  requestedBy: string;
}

/** A waiver on record. */
export interface StoredWaiver extends NewWaiver {
  id: string;
  /** ISO 8601. */
  requestedAt: string;
  state: WaiverState;
  decision?: WaiverAct & { outcome: (typeof OUTCOMES)[number] };
  revocation?: WaiverAct;
}

interface WaiverRow {
  id: string;
  target_kind: (typeof TARGET_KINDS)[number];
  target_ref: string;
  owner_ref: string;
  target_title: string;
  rule: string;
  reason: string;
  requested_by: string;
  requested_at: string;
  expires_on: string;
  decision: (typeof OUTCOMES)[number] | null;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  revoked_by: string | null;
  revoked_at: string | null;
  revocation_reason: string | null;
  open_key: string | null;
}

function openKeyOf({ target, rule }: Pick<NewWaiver, 'target' | 'rule'>) {
  return `${target.ref} ${rule}`;
}

function toAct(
  by: string | null,
  at: string | null,
  reason: string | null,
): WaiverAct | undefined {
  if (by === null || at === null) return undefined;
  return { by, at, ...(reason !== null && { reason }) };
}

/**
 * Waivers in a table. None is ever deleted; each has one course, whoever changes it at the same time. One that a newer
 * version put there, of a kind, rule or decision that this one does not know, is not there for this one: it could be
 * narrower than it looks.
 */
export class WaiverStore {
  readonly #db: Database;
  readonly #now: () => number;

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Puts a waiver on record. Throws a `ConflictError` where one of the same target and rule is pending or approved. */
  async request(waiver: NewWaiver): Promise<StoredWaiver> {
    const { target, rule, reason, expiresOn, requestedBy } = waiver;
    const openKey = openKeyOf(waiver);
    const row: WaiverRow = {
      id: randomUUID(),
      target_kind: target.kind,
      target_ref: target.ref,
      owner_ref: target.ownerRef,
      target_title: target.title,
      rule,
      reason,
      requested_by: requestedBy,
      requested_at: new Date(this.#now()).toISOString(),
      expires_on: expiresOn,
      decision: null,
      decided_by: null,
      decided_at: null,
      decision_reason: null,
      revoked_by: null,
      revoked_at: null,
      revocation_reason: null,
      open_key: openKey,
    };
    const isNew = await this.#db.transaction(async tx => {
      // An expired waiver does not keep anybody from asking for a new one.
      await tx<WaiverRow>('waivers')
        .where({ open_key: openKey })
        .andWhere('expires_on', '<', this.#today())
        .update({ open_key: null });
      const inserted = await tx<WaiverRow>('waivers')
        .insert(row)
        .onConflict('open_key')
        .ignore()
        .returning('id');
      return inserted.length > 0;
    });
    if (!isNew) {
      throw new ConflictError(
        `A waiver of ${rule} for ${target.title} is pending or approved already`,
      );
    }
    return this.#toWaiver(row);
  }

  /** Decides a pending waiver. Throws a `NotFoundError`, or a `ConflictError` where it is not pending any more. */
  async decide(
    id: string,
    outcome: (typeof OUTCOMES)[number],
    { by, reason }: Omit<WaiverAct, 'at'>,
  ): Promise<StoredWaiver> {
    return this.#change(id, 'pending', {
      decision: outcome,
      decided_by: by,
      decided_at: new Date(this.#now()).toISOString(),
      decision_reason: reason ?? null,
      ...(outcome === 'rejected' && { open_key: null }),
    });
  }

  /** Takes back a waiver that is pending or approved. Throws as `decide` does. */
  async revoke(
    id: string,
    { by, reason }: Omit<WaiverAct, 'at'>,
  ): Promise<StoredWaiver> {
    return this.#change(id, 'pending or approved', {
      revoked_by: by,
      revoked_at: new Date(this.#now()).toISOString(),
      revocation_reason: reason ?? null,
      open_key: null,
    });
  }

  /** One waiver. Throws a `NotFoundError`. */
  async get(id: string): Promise<StoredWaiver> {
    const row = await this.#known().where({ id }).first();
    if (!row) throw new NotFoundError(`There is no waiver ${id}`);
    return this.#toWaiver(row);
  }

  /**
   * Waivers that are on record: those that are open first, then the last ones that were asked for.
   *
   * @param options - `limit`: at most so many; `targets`: only those about these entities, by full ref
   */
  async list({
    limit,
    targets,
  }: {
    limit: number;
    targets?: readonly string[];
  }): Promise<StoredWaiver[]> {
    const waivers = this.#known();
    if (targets) waivers.whereIn('target_ref', targets);
    const rows = await waivers
      // One that has expired keeps its key until somebody asks for another one.
      .orderByRaw(
        'case when open_key is null or expires_on < ? then 1 else 0 end',
        [this.#today()],
      )
      .orderBy([{ column: 'requested_at', order: 'desc' }, { column: 'id' }])
      .limit(limit);
    return rows.map(row => this.#toWaiver(row));
  }

  /** The waivers that hold today. */
  async listApproved(): Promise<StoredWaiver[]> {
    const rows = await this.#known()
      .where({ decision: 'approved', revoked_at: null })
      .andWhere('expires_on', '>=', this.#today());
    return rows.map(row => this.#toWaiver(row));
  }

  #known() {
    return this.#db<WaiverRow>('waivers')
      .whereIn('target_kind', TARGET_KINDS)
      .whereIn('rule', RULE_IDS)
      .andWhere(known =>
        known.whereNull('decision').orWhereIn('decision', OUTCOMES),
      );
  }

  #today(): string {
    return dayOf(this.#now());
  }

  /** In one statement, so that of two who decide at once one is told that the other did. */
  async #change(
    id: string,
    expected: 'pending' | 'pending or approved',
    change: Partial<WaiverRow>,
  ): Promise<StoredWaiver> {
    const changed = await this.#known()
      .where({ id, revoked_at: null })
      .andWhere('expires_on', '>=', this.#today())
      .andWhere(open => {
        open.whereNull('decision');
        if (expected !== 'pending') open.orWhere({ decision: 'approved' });
      })
      .update(change);
    const waiver = await this.get(id);
    if (changed === 0) {
      throw new ConflictError(
        `The waiver is ${waiver.state}, and not ${expected} any more`,
      );
    }
    return waiver;
  }

  #toWaiver(row: WaiverRow): StoredWaiver {
    const decided = toAct(row.decided_by, row.decided_at, row.decision_reason);
    const revocation = toAct(
      row.revoked_by,
      row.revoked_at,
      row.revocation_reason,
    );
    return {
      id: row.id,
      target: {
        kind: row.target_kind,
        ref: row.target_ref,
        title: row.target_title,
        ownerRef: row.owner_ref,
      },
      rule: row.rule as RuleId,
      reason: row.reason,
      expiresOn: row.expires_on,
      requestedBy: row.requested_by,
      requestedAt: row.requested_at,
      state: waiverStateOn(
        {
          expiresOn: row.expires_on,
          decision: row.decision ?? undefined,
          revokedAt: row.revoked_at ?? undefined,
        },
        this.#today(),
      ),
      ...(decided &&
        row.decision && { decision: { ...decided, outcome: row.decision } }),
      ...(revocation && { revocation }),
    };
  }
}
