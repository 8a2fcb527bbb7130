import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  agentCoreMemoryScanCreatePermission,
  agentCoreMemoryScanReadPermission,
  ScansRequest,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { authorize, ServiceOptions } from '../authorize';
import { ScanService, ScanServiceRequest } from './ScanService';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedScanService implements ScanService {
  readonly #service: ScanService;
  readonly #permissions: PermissionsService;

  constructor(service: ScanService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getScans(request: ScansRequest, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getScans(request, options);
  }

  async getScopeScans(scope: Scope, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getScopeScans(scope, options);
  }

  async requestScan(request: ScanServiceRequest, options: ServiceOptions) {
    // The answer tells which scopes there are, so that reading is needed as well.
    await authorize(
      this.#permissions,
      [agentCoreMemoryScanCreatePermission, agentCoreMemoryScanReadPermission],
      options,
      'You may not ask for scans of AgentCore memories',
    );
    return this.#service.requestScan(request, options);
  }

  async #mayRead(options: ServiceOptions): Promise<void> {
    await authorize(
      this.#permissions,
      agentCoreMemoryScanReadPermission,
      options,
      'You may not read how scans of AgentCore memories went',
    );
  }
}
