import { KeyActivity } from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';

/** Tells who used a key. */
export interface KeyActivityReader {
  /**
   * Who used a key and when, asked of AWS now or a few minutes ago. Rejects with a `NotFoundError` where the catalog shows
   * the caller no such key, with a `NotAllowedError` where the caller may not read it or no provider config covers the
   * key's account and region, and with a `ServiceUnavailableError` where AWS is being asked about too many other keys, or an
   * organisation that may cover the key does not answer.
   *
   * @param keyRef - full ref of the key's entity
   */
  getActivity(
    keyRef: string,
    options: ServiceOptions & { signal: AbortSignal },
  ): Promise<KeyActivity>;
}
