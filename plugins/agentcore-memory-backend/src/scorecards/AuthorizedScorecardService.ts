import { PermissionsService } from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { agentCoreMemoryScorecardReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { authorize, ServiceOptions } from '../authorize';
import { ScorecardService, ScorecardsRequest } from './ScorecardService';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedScorecardService implements ScorecardService {
  readonly #service: ScorecardService;
  readonly #permissions: PermissionsService;

  constructor(service: ScorecardService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getScorecards(request: ScorecardsRequest, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getScorecards(request, options);
  }

  async getOwnerScorecard(owner: CompoundEntityRef, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getOwnerScorecard(owner, options);
  }

  async getRules(options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#service.getRules(options);
  }

  async #mayRead(options: ServiceOptions): Promise<void> {
    await authorize(
      this.#permissions,
      agentCoreMemoryScorecardReadPermission,
      options,
      'You may not read AgentCore memory scorecards',
    );
  }
}
