import {
  KeyFacts,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsClients';
import { ListedMemory } from '../aws/toFacts';

/** Lets a caller abandon calls to AWS. @public */
export interface CallOptions {
  signal?: AbortSignal;
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
  listMemories(place: AwsPlace, options?: CallOptions): Promise<ListedMemory[]>;

  /**
   * Everything about one listed memory. Never rejects, but for an abort: what could not be read is said in
   * the facts.
   */
  readMemory(memory: ListedMemory, options?: CallOptions): Promise<MemoryFacts>;

  /**
   * Finds one memory by its ARN. `undefined`: AWS says that there is no such memory. Rejects with an
   * `UnreadablePlaceError` when AWS would not say, and then nothing is known.
   */
  findMemory(
    arn: string,
    options?: CallOptions,
  ): Promise<MemoryFacts | undefined>;

  /** Reads keys, each of them and each account's aliases once in the reader's life. */
  createKeyReader(options?: KeyReaderOptions): KeyReader;
}

/** @public */
export interface KeyReaderOptions extends CallOptions {
  /** Accounts whose own credentials may be used for the keys in them. */
  accountIds?: readonly string[];
}

/** Reads KMS keys and keeps what it read. @public */
export interface KeyReader {
  /**
   * The facts of a key, read in the key's own region, with the credentials of the key's account if that is
   * configured, else with those of the memory's account. Never rejects, but for an abort.
   */
  read(keyArn: string, memoryAccountId: string): Promise<KeyFacts>;
}
