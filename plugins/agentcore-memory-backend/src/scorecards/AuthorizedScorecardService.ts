import { PermissionsService } from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { agentCoreMemoryScorecardReadPermission } from 'backstage-plugin-agentcore-memory-common';
import {
  ScorecardService,
  ScorecardsRequest,
  ServiceOptions,
} from './ScorecardService';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedScorecardService implements ScorecardService {
  readonly #service: ScorecardService;
  readonly #permissions: PermissionsService;

  constructor(service: ScorecardService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getScorecards(request: ScorecardsRequest, options: ServiceOptions) {
    await this.#authorize(options);
    return this.#service.getScorecards(request, options);
  }

  async getOwnerScorecard(owner: CompoundEntityRef, options: ServiceOptions) {
    await this.#authorize(options);
    return this.#service.getOwnerScorecard(owner, options);
  }

  async getRules(options: ServiceOptions) {
    await this.#authorize(options);
    return this.#service.getRules(options);
  }

  async #authorize({ credentials }: ServiceOptions): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: agentCoreMemoryScorecardReadPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You may not read AgentCore memory scorecards');
    }
  }
}
