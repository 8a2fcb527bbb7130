import {
  KeyFacts,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';
import { Observed } from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsPlace';
import { ListedMemory } from '../aws/toFacts';

/** Lets a caller abandon calls to AWS. @public */
export interface CallOptions {
  /** Aborts the calls. */
  signal?: AbortSignal;
}

/** A question for the accounts of an organisation. @public */
export interface AccountsQuestion extends CallOptions {
  /**
   * Accounts that AWS named earlier and of which memories are stored. They may still be read while the organisation
   * does not answer, or does not name them.
   */
  remembered?: readonly string[];
}

/** Accounts that are found through AWS Organizations. @public */
export interface OrganizationConfig {
  /** The management account, or one that is a delegated administrator of an AWS service. */
  accountId: string;
  /** Where the organisation is, such as `aws-us-gov`. Default: `aws`. */
  partition?: string;
  /** Only accounts in these organisational units or roots and below; left out: all. */
  organizationalUnits?: string[];
  /** Only accounts with all of these tags. */
  tags?: Record<string, string>;
  /** Only these accounts, as far as the organisation has them. */
  include?: string[];
  /** None of these accounts. */
  exclude: string[];
}

/** A memory or key whose tags are wanted. @public */
export interface TagQuestion {
  /** ARN of the memory or key. */
  arn: string;
  /** What was known before; left out: nothing. */
  previous?: Observed<Record<string, string>>;
  /** Whether it has existed for so long that a listing which lacks it means that it has no tags. */
  settled?: boolean;
}

/** The memories of an account in a region. @public */
export interface MemoryListing {
  /** The listed memories. */
  memories: ListedMemory[];
  /** Why further ones were listed, but are not understood: which memories those are is not known. */
  notUnderstood: string[];
  /**
   * Whether AWS left out the list on some page. That means that it is empty, but is no proof that something which
   * was there is gone.
   */
  listLeftOut?: boolean;
}

/** The accounts of an organisation that the configuration asks for. @public */
export interface AccountListing {
  /** Sorted. */
  accountIds: string[];
  /** Whether AWS left out a list of accounts or units, as `MemoryListing.listLeftOut`. */
  listLeftOut?: boolean;
}

/**
 * Reads AgentCore memories and their keys. Never reads or decrypts what a memory remembers.
 *
 * @public
 */
export interface MemoryInventory {
  /**
   * All memories of an account in a region. All of them, or a rejection with an `UnreadablePlaceError`: a
   * part of a listing would look as if the rest had been deleted.
   */
  listMemories(place: AwsPlace, options?: CallOptions): Promise<MemoryListing>;

  /** What GetMemory says of one listed memory. Never rejects, but for an abort. */
  readDetails(
    memory: ListedMemory,
    options?: CallOptions,
  ): Promise<MemoryFacts['details']>;

  /**
   * The tags of memories and keys of one account and region, in bulk as far as that proves anything. Has an
   * answer for each. Never rejects, but for an abort.
   */
  readTags(
    place: AwsPlace,
    questions: readonly TagQuestion[],
    options?: CallOptions,
  ): Promise<Map<string, MemoryFacts['tags']>>;

  /**
   * Everything about one listed memory. Never rejects, but for an abort: what could not be read is said in
   * the facts.
   */
  readMemory(memory: ListedMemory, options?: CallOptions): Promise<MemoryFacts>;

  /**
   * Finds one memory by its ARN. `undefined`: AWS says that there is no such memory, or knows it by another
   * ARN. Rejects with an
   * `UnreadablePlaceError` when AWS would not say, and then nothing is known.
   */
  findMemory(
    arn: string,
    options?: CallOptions,
  ): Promise<MemoryFacts | undefined>;

  /** The accounts of an organisation. Rejects with an `UnreadablePlaceError`: never a part of them. */
  listAccounts(
    organization: OrganizationConfig,
    options?: AccountsQuestion,
  ): Promise<AccountListing>;

  /**
   * The ARNs of a place's keys with a tag of this value. Eventually consistent. Rejects with an
   * `UnreadablePlaceError`.
   */
  findKeysByTag(
    place: AwsPlace,
    tag: { key: string; value: string },
    options?: CallOptions,
  ): Promise<string[]>;

  /**
   * Reads keys, each of them and each account's aliases once in the reader's life. Those of a configured account are read
   * with its own credentials, others with those of the memory's account.
   */
  createKeyReader(options?: KeyReaderOptions): KeyReader;
}

/** The keys of an account in a region. @public */
export interface KeyListing {
  /** ARNs of the keys; those with an alias first, by alias. */
  keyArns: string[];
  /** Why only those with an alias, or those without, are listed, in words; left out: all are. */
  incomplete?: string;
}

/** How keys are read. @public */
export interface KeyReaderOptions extends CallOptions {
  /** The clock of `askedAt`. Default: the system's. */
  now?: () => Date;
}

/** Reads KMS keys and keeps what it read. @public */
export interface KeyReader {
  /**
   * The facts of a key, read in the key's own region, with the credentials of the key's account if that is
   * configured, else with those of the memory's account. Never rejects, but for an abort.
   */
  read(keyArn: string, memoryAccountId: string): Promise<KeyReading>;

  /**
   * All keys of a configured account and region. Rejects with an `UnreadablePlaceError` where AWS lists neither keys
   * nor aliases.
   */
  list(place: AwsPlace): Promise<KeyListing>;
}

/** All of a key but its tags, which are read in bulk. @public */
export interface KeyReading extends Omit<KeyFacts, 'tags'> {
  /** Whose credentials were used, and the key's region. */
  place: AwsPlace;
  /** Whether those are credentials of the key's own account; others are not told everything. */
  own: boolean;
  /** ISO 8601: before the first question about the key. */
  askedAt: string;
}
