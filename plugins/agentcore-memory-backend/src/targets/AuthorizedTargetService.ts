import { PermissionsService } from '@backstage/backend-plugin-api';
import { agentCoreMemoryTargetReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from 'backstage-plugin-agentcore-memory-node';
import { authorize, ServiceOptions } from '../authorize';
import { TargetService } from './TargetService';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedTargetService implements TargetService {
  readonly #service: TargetService;
  readonly #permissions: PermissionsService;

  constructor(service: TargetService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getTargets(owner: string, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getTargets(owner, options);
  }

  async getKeys(place: AwsPlace, owner: string, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getKeys(place, owner, options);
  }

  async preview(place: AwsPlace, input: object, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.preview(place, input, options);
  }

  async #mayRead(options: ServiceOptions): Promise<void> {
    await authorize(
      this.#permissions,
      agentCoreMemoryTargetReadPermission,
      options,
      'You may not read where AgentCore memories can be created',
    );
  }
}
