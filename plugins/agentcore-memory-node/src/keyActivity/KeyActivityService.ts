import { KeyActivity } from 'backstage-plugin-agentcore-memory-common';
import { CallOptions } from '../inventory/MemoryInventory';

/** Tells who used a KMS key, and when. @public */
export interface KeyActivityService {
  /**
   * Asks AWS with the credentials of the key's account. An answer is kept for 15 minutes, one where any call
   * failed for one minute; those who ask for the same key at once share the calls. What AWS does not answer is unknown, with
   * the reason.
   *
   * @throws `InputError` for what is not the ARN of a key, an alias included; `NotAllowedError` where no provider config covers its
   * account and region; `ServiceUnavailableError` where an organisation that may cover it does not answer, or AWS is being
   * asked about too many other keys; an abort
   */
  read(keyArn: string, options?: CallOptions): Promise<KeyActivity>;
}
