import { AwsError } from '../http/awsError';
import { upperId } from './ids';

/** An account as a test or seed adds it. */
export interface AccountInput {
  /** Twelve digits. */
  id: string;
  /** Display name. */
  name?: string;
  /** Where the account is; `aws` by default. */
  partition?: string;
  roles?: Array<string | RoleInput>;
}

/** A role that can be assumed. */
export interface RoleInput {
  name: string;
  /** When set, AssumeRole requires the same one. */
  externalId?: string;
}

/** Static credentials of an account. */
export interface StaticCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** The principal of a call. */
export interface Caller {
  accountId: string;
  /** ARN of the user or of the assumed role. */
  principalArn: string;
  /** Unique id as GetCallerIdentity returns it. */
  userId: string;
}

/** An assumed role and its credentials. */
export interface RoleSession extends Caller {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

interface Account {
  id: string;
  name: string;
  partition: string;
  roles: Map<string, RoleInput>;
  credentials: StaticCredentials;
}

const SECRET_ACCESS_KEY = 'sandbox';

/** The accounts, their roles, and all issued access keys. */
export class AccountRegistry {
  readonly #accounts = new Map<string, Account>();
  readonly #users = new Map<string, Caller>();
  readonly #sessions = new Map<string, RoleSession>();
  #sessionCount = 0;

  /** Adds an account, or roles to an account that exists already. */
  add(input: AccountInput): void {
    if (!/^\d{12}$/.test(input.id)) {
      throw new TypeError(`Account id must have twelve digits: ${input.id}`);
    }
    const account = this.#accounts.get(input.id) ?? this.#create(input);
    for (const role of input.roles ?? []) {
      const { name, ...rest } =
        typeof role === 'string' ? { name: role } : role;
      account.roles.set(name, { name, ...rest });
    }
  }

  /** Ids of all accounts. */
  ids(): string[] {
    return [...this.#accounts.keys()];
  }

  /** Display name of an account; its id when it has none. */
  nameOf(accountId: string): string {
    return this.#accounts.get(accountId)?.name ?? accountId;
  }

  /** The partition of an account; that of most for an account that does not exist. */
  partitionOf(accountId: string): string {
    return this.#accounts.get(accountId)?.partition ?? 'aws';
  }

  /** Static credentials of an account, which is added if there is none. */
  credentialsFor(accountId: string): StaticCredentials {
    this.add({ id: accountId });
    return { ...this.#accounts.get(accountId)!.credentials };
  }

  /** The caller with an access key; undefined when it is unknown or its session token is wrong. */
  findCaller(
    accessKeyId: string,
    sessionToken: string | undefined,
  ): (Caller & { expiresAt?: number }) | undefined {
    const session = this.#sessions.get(accessKeyId);
    if (session) {
      return session.sessionToken === sessionToken ? session : undefined;
    }
    return this.#users.get(accessKeyId);
  }

  /** Assumes a role; AccessDenied when account or role are unknown or the external id is wrong. */
  assumeRole(options: {
    caller: Caller;
    roleArn: string;
    sessionName: string;
    externalId?: string;
    expiresAt: number;
  }): RoleSession {
    const { caller, roleArn, sessionName } = options;
    const match =
      /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(
        roleArn,
      );
    const account = match ? this.#accounts.get(match[2]) : undefined;
    const role = match ? account?.roles.get(match[3]) : undefined;
    if (
      !match ||
      !role ||
      account?.partition !== match[1] ||
      account.partition !== this.partitionOf(caller.accountId) ||
      (role.externalId !== undefined && role.externalId !== options.externalId)
    ) {
      throw new AwsError(
        'AccessDenied',
        403,
        `User: ${caller.principalArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      );
    }
    this.#sessionCount += 1;
    const [, partition, accountId, roleName] = match;
    const seed = `${roleArn}/${sessionName}/${this.#sessionCount}`;
    const session: RoleSession = {
      accountId,
      principalArn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
      userId: `AROA${upperId(`${accountId}/${roleName}`, 17)}:${sessionName}`,
      accessKeyId: `ASIA${upperId(seed, 16)}`,
      secretAccessKey: SECRET_ACCESS_KEY,
      sessionToken: `sandbox-session-${upperId(`token/${seed}`, 32)}`,
      expiresAt: options.expiresAt,
    };
    this.#sessions.set(session.accessKeyId, session);
    return session;
  }

  #create({ id, name = id, partition = 'aws' }: AccountInput): Account {
    const short = `AKIASANDBOX${id.slice(-9)}`;
    const accessKeyId = this.#users.has(short)
      ? `AKIA${upperId(id, 16)}`
      : short;
    const account: Account = {
      id,
      name,
      partition,
      roles: new Map(),
      credentials: { accessKeyId, secretAccessKey: SECRET_ACCESS_KEY },
    };
    this.#accounts.set(id, account);
    this.#users.set(accessKeyId, {
      accountId: id,
      principalArn: `arn:${partition}:iam::${id}:user/sandbox`,
      userId: `AIDA${upperId(id, 17)}`,
    });
    return account;
  }
}
