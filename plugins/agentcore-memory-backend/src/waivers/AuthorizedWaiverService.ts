import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  agentCoreMemoryWaiverReadPermission,
  WaiverRequest,
  WaiversRequest,
} from 'backstage-plugin-agentcore-memory-common';
import { authorize, ServiceOptions } from '../authorize';
import { WaiverService } from './WaiverService';

/**
 * Asks the permission framework whether the caller may read waivers before it passes a request on: every change tells
 * what it changed. Rejects with a `NotAllowedError`.
 */
export class AuthorizedWaiverService implements WaiverService {
  readonly #service: WaiverService;
  readonly #permissions: PermissionsService;

  constructor(service: WaiverService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async list(request: WaiversRequest, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.list(request, options);
  }

  async request(request: WaiverRequest, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.request(request, options);
  }

  async decide(
    id: string,
    outcome: 'approved' | 'rejected',
    reason: string | undefined,
    options: ServiceOptions,
  ) {
    await this.#mayRead(options);
    return this.#service.decide(id, outcome, reason, options);
  }

  async revoke(id: string, reason: string, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.revoke(id, reason, options);
  }

  async #mayRead(options: ServiceOptions): Promise<void> {
    await authorize(
      this.#permissions,
      agentCoreMemoryWaiverReadPermission,
      options,
      'You may not read waivers of AgentCore memories',
    );
  }
}
