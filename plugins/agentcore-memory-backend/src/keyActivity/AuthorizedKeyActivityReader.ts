import { PermissionsService } from '@backstage/backend-plugin-api';
import { agentCoreMemoryKeyActivityReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { authorize, ServiceOptions } from '../authorize';
import { KeyActivityReader } from './KeyActivityReader';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedKeyActivityReader implements KeyActivityReader {
  readonly #reader: KeyActivityReader;
  readonly #permissions: PermissionsService;

  constructor(reader: KeyActivityReader, permissions: PermissionsService) {
    this.#reader = reader;
    this.#permissions = permissions;
  }

  async getActivity(
    keyRef: string,
    options: ServiceOptions & { signal: AbortSignal },
  ) {
    await authorize(
      this.#permissions,
      agentCoreMemoryKeyActivityReadPermission,
      options,
      'You may not read who used KMS keys',
    );
    return this.#reader.getActivity(keyRef, options);
  }
}
