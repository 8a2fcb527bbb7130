import { createHash } from 'node:crypto';

/** Status of an account in its organization. */
export type AccountStatus = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';

/** A root or organizational unit. */
export interface OrganizationalUnit {
  /** `r-…` or `ou-…`. */
  id: string;
  name: string;
  /** Absent for the root. */
  parentId?: string;
  tags: Record<string, string>;
  sequence: number;
}

/** An account in the organization. */
export interface MemberAccount {
  id: string;
  parentId: string;
  status: AccountStatus;
  tags: Record<string, string>;
  /** Epoch milliseconds. */
  joinedAt: number;
  sequence: number;
}

/** Placement of an account; absent members stay, or are the root, ACTIVE and no tags for a new account. */
export interface Placement {
  ouId?: string;
  status?: AccountStatus;
  tags?: Record<string, string>;
}

function shortHash(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length);
}

/** The one organization of the sandbox: a root, units below it, and accounts in them. */
export class Organization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly root: OrganizationalUnit;
  /** The root included. */
  readonly units = new Map<string, OrganizationalUnit>();
  readonly accounts = new Map<string, MemberAccount>();
  readonly delegatedAdministrators = new Set<string>();
  #sequence = 0;

  constructor(managementAccountId: string, readonly partition: string = 'aws') {
    this.managementAccountId = managementAccountId;
    this.id = `o-${shortHash(managementAccountId, 10)}`;
    this.root = {
      id: `r-${shortHash(this.id, 4)}`,
      name: 'Root',
      tags: {},
      sequence: 0,
    };
    this.units.set(this.root.id, this.root);
  }

  /** Adds a unit below another, or below the root. */
  createUnit(input: {
    name: string;
    parentId?: string;
    tags?: Record<string, string>;
  }): OrganizationalUnit {
    const { name, parentId = this.root.id, tags = {} } = input;
    this.#requireUnit(parentId);
    const unit = {
      id: `ou-${this.root.id.slice(2)}-${shortHash(`${parentId}/${name}`, 8)}`,
      name,
      parentId,
      tags: { ...tags },
      sequence: this.#next(),
    };
    this.units.set(unit.id, unit);
    return unit;
  }

  /** Adds an account to a unit, or changes its placement. */
  place(id: string, placement: Placement, now: number): MemberAccount {
    const { ouId, status, tags } = placement;
    const earlier = this.accounts.get(id);
    const account: MemberAccount = {
      id,
      parentId: ouId ?? earlier?.parentId ?? this.root.id,
      status: status ?? earlier?.status ?? 'ACTIVE',
      tags: { ...(tags ?? earlier?.tags) },
      joinedAt: earlier?.joinedAt ?? now,
      sequence: earlier?.sequence ?? this.#next(),
    };
    this.#requireUnit(account.parentId);
    this.accounts.set(id, account);
    return account;
  }

  /** Whether an account may read the organization. */
  mayBeReadBy(accountId: string): boolean {
    return (
      accountId === this.managementAccountId ||
      this.delegatedAdministrators.has(accountId)
    );
  }

  #next(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  #requireUnit(id: string): void {
    if (!this.units.has(id)) {
      throw new Error(`The organization has no root or unit ${id}`);
    }
  }
}
