import { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  agentCoreMemoryScanCreatePermission,
  agentCoreMemoryScorecardReadPermission,
  ScansRequest,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  ScanService,
  ScanServiceOptions,
  ScanServiceRequest,
} from './ScanService';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedScanService implements ScanService {
  readonly #service: ScanService;
  readonly #permissions: PermissionsService;

  constructor(service: ScanService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getScans(request: ScansRequest, options: ScanServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getScans(request, options);
  }

  async getScopeScans(scope: Scope, options: ScanServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getScopeScans(scope, options);
  }

  async requestScan(request: ScanServiceRequest, options: ScanServiceOptions) {
    await this.#authorize(
      agentCoreMemoryScanCreatePermission,
      options,
      'You may not ask for scans of AgentCore memories',
    );
    return this.#service.requestScan(request, options);
  }

  async #mayRead(options: ScanServiceOptions): Promise<void> {
    await this.#authorize(
      agentCoreMemoryScorecardReadPermission,
      options,
      'You may not read how scans of AgentCore memories went',
    );
  }

  async #authorize(
    permission: BasicPermission,
    { credentials }: ScanServiceOptions,
    refusal: string,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(refusal);
    }
  }
}
