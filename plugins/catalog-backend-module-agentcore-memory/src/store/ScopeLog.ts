import { Scope, ScanOutcome } from 'backstage-plugin-agentcore-memory-common';
import { Database, SCOPES } from './rows';

/** How reading a scope went last. Instants are ISO 8601. */
export interface ScopeEntry {
  outcome: ScanOutcome;
  reason?: string;
  attemptedAt: string;
  /** Left out: it was never listed completely. */
  completedAt?: string;
  /** A place without AgentCore Memory, or one that is blocked, is not asked before. */
  askAgainAt?: string;
}

interface ScopeRow {
  account_id: string;
  region: string;
  provider_id: string;
  outcome: ScanOutcome;
  reason: string | null;
  attempted_at: string;
  completed_at: string | null;
  ask_again_at: string | null;
}

/** A place as text, the key of what is kept by place. */
export function placeId(place: { accountId: string; region: string }): string {
  return `${place.accountId}/${place.region}`;
}

/** How reading each scope went last, shared by all processes and kept across restarts. */
export class ScopeLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By place. */
  async all(): Promise<Map<string, ScopeEntry>> {
    const rows = await this.#db<ScopeRow>(SCOPES);
    return new Map(rows.map(row => [idOf(row), toEntry(row)]));
  }

  async get({ accountId, region }: Scope): Promise<ScopeEntry | undefined> {
    const row = await this.#db<ScopeRow>(SCOPES)
      .where({ account_id: accountId, region })
      .first();
    return row && toEntry(row);
  }

  /** Whether another region of the account was ever listed: with the same credentials and network, that is. */
  async isServedElsewhere({ accountId, region }: Scope): Promise<boolean> {
    const row = await this.#db<ScopeRow>(SCOPES)
      .where({ account_id: accountId })
      .andWhereNot({ region })
      .whereNotNull('completed_at')
      .first('region');
    return row !== undefined;
  }

  /** Notes how an attempt went. An attempt that did not list the scope leaves `completedAt` as it is. */
  async record(scope: Scope, entry: ScopeEntry): Promise<void> {
    const row: ScopeRow = {
      account_id: scope.accountId,
      region: scope.region,
      provider_id: scope.providerId,
      outcome: entry.outcome,
      reason: entry.reason ?? null,
      attempted_at: entry.attemptedAt,
      completed_at: entry.completedAt ?? null,
      ask_again_at: entry.askAgainAt ?? null,
    };
    const { completed_at: completedAt, ...always } = row;
    await this.#db<ScopeRow>(SCOPES)
      .insert(row)
      .onConflict(['account_id', 'region'])
      .merge(completedAt ? row : always);
  }

  /** Forgets the scopes of a provider config that were not attempted since then. */
  async forgetBefore(providerId: string, startedAt: string): Promise<void> {
    await this.#db<ScopeRow>(SCOPES)
      .where({ provider_id: providerId })
      .andWhere('attempted_at', '<', startedAt)
      .delete();
  }

  /** Forgets places that are no longer read. */
  async forget(places: readonly Omit<Scope, 'providerId'>[]): Promise<void> {
    for (const { accountId, region } of places) {
      await this.#db(SCOPES).where({ account_id: accountId, region }).delete();
    }
  }
}

function idOf(row: ScopeRow): string {
  return placeId({ accountId: row.account_id, region: row.region });
}

function toEntry(row: ScopeRow): ScopeEntry {
  return {
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    attemptedAt: row.attempted_at,
    completedAt: row.completed_at ?? undefined,
    askAgainAt: row.ask_again_at ?? undefined,
  };
}
