import { PermissionsService } from '@backstage/backend-plugin-api';
import { agentCoreMemoryScorecardReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { authorize, ServiceOptions } from '../authorize';
import { HistoryFilter, HistoryService } from './HistoryService';

/** Asks the permission framework before it passes a request on. Rejects with a `NotAllowedError`. */
export class AuthorizedHistoryService implements HistoryService {
  readonly #service: HistoryService;
  readonly #permissions: PermissionsService;

  constructor(service: HistoryService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getHistory(request: HistoryFilter, options: ServiceOptions) {
    await authorize(
      this.#permissions,
      agentCoreMemoryScorecardReadPermission,
      options,
      'You may not read AgentCore memory scorecards',
    );
    return this.#service.getHistory(request, options);
  }
}
