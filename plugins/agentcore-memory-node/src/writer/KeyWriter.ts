import { AwsPlace } from '../aws/AwsPlace';
import { CallOptions } from '../inventory/MemoryInventory';

/** A key to be created: symmetric, for encryption, with material that AWS generates. @public */
export interface NewKey {
  /** Name of the alias with its `alias/` prefix. */
  alias: string;
  /** Description of the key. */
  description: string;
  /** The key policy, JSON. */
  policy: string;
  /** Tags of the key. */
  tags: Readonly<Record<string, string>>;
}

/**
 * Creates KMS keys for memories, in places that a provider config covers; others are refused with a `NotAllowedError`
 * before a credential is asked for. All methods reject as `MemoryWriter.create` does.
 *
 * @public
 */
export interface KeyWriter {
  /**
   * Asks AWS to create a key, without alias and rotation. Asks once: KMS has no client tokens, so that a second try
   * after a lost answer would make a second key.
   *
   * @returns the ARN of the key
   */
  createKey(
    place: AwsPlace,
    key: NewKey,
    options?: CallOptions,
  ): Promise<string>;

  /** Turns automatic rotation on. May be repeated. */
  enableRotation(
    place: AwsPlace,
    keyArn: string,
    options?: CallOptions,
  ): Promise<void>;

  /** Gives a key an alias. Rejects with `AlreadyExistsException` where it is taken, by the same key as well. */
  createAlias(
    place: AwsPlace,
    alias: string,
    keyArn: string,
    options?: CallOptions,
  ): Promise<void>;
}
