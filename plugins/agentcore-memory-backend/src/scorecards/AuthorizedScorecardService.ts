import { PermissionsService } from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  agentCoreMemoryScanReadPermission,
  agentCoreMemoryScorecardReadPermission,
  ScanSummary,
} from 'backstage-plugin-agentcore-memory-common';
import { authorize, isAllowed, ServiceOptions } from '../authorize';
import { ScorecardService, ScorecardsFilter } from './ScorecardService';

/**
 * Asks the permission framework before it passes a request on, and leaves out of the answer what a caller may not
 * know. Rejects with a `NotAllowedError`.
 */
export class AuthorizedScorecardService implements ScorecardService {
  readonly #service: ScorecardService;
  readonly #permissions: PermissionsService;

  constructor(service: ScorecardService, permissions: PermissionsService) {
    this.#service = service;
    this.#permissions = permissions;
  }

  async getScorecards(request: ScorecardsFilter, options: ServiceOptions) {
    await this.#mayRead(options);
    if (request.accountId !== undefined || request.region !== undefined) {
      // The counts would tell which places there are, and of other teams what is in them.
      await authorize(
        this.#permissions,
        agentCoreMemoryScanReadPermission,
        options,
        'You may not filter scorecards by account or region',
      );
    }
    return this.#withoutScopes(
      await this.#service.getScorecards(request, options),
      options,
    );
  }

  async getOwnerScorecard(owner: CompoundEntityRef, options: ServiceOptions) {
    await this.#mayRead(options);
    return this.#withoutScopes(
      await this.#service.getOwnerScorecard(owner, options),
      options,
    );
  }

  /** Whoever may read an entity may know how old it is: it answers of those only, and needs no permission of its own. */
  getFreshness(entityRefs: readonly string[], options: ServiceOptions) {
    return this.#service.getFreshness(entityRefs, options);
  }

  async getRules(options: ServiceOptions) {
    await this.#mayRead(options);
    const { settings } = await this.#service.getRules(options);
    if (await this.#mayReadScans(options)) return { settings };
    const { severity, maxRotationDays, maxEventDays } = settings;
    return { settings: { severity, maxRotationDays, maxEventDays } };
  }

  /** Who may not read scans is told how many scopes failed, and not which. */
  async #withoutScopes<T extends { scans: ScanSummary }>(
    response: T,
    options: ServiceOptions,
  ): Promise<T> {
    const { scans } = response;
    return scans.firstFailed.length === 0 || (await this.#mayReadScans(options))
      ? response
      : { ...response, scans: { ...scans, firstFailed: [] } };
  }

  #mayReadScans(options: ServiceOptions): Promise<boolean> {
    return isAllowed(
      this.#permissions,
      agentCoreMemoryScanReadPermission,
      options,
    );
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
