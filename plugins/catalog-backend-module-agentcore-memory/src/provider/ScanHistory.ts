import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  MAX_SCANS_LIMIT,
  ScansResponse,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';

/** What the backend plugin knows of earlier scans, also those of other processes. */
export interface ScanHistory {
  read(signal?: AbortSignal): Promise<ScopeHealth[]>;
}

/** `ScanHistory` over the backend plugin's API. */
export class HttpScanHistory implements ScanHistory {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Rejects where the backend plugin is not there or does not answer. */
  async read(signal?: AbortSignal): Promise<ScopeHealth[]> {
    const scopes: ScopeHealth[] = [];
    for (;;) {
      const page = await this.#readPage(scopes.length, signal);
      scopes.push(...page.scopes);
      if (page.scopes.length === 0 || scopes.length >= page.totalItems) {
        return scopes;
      }
    }
  }

  async #readPage(
    offset: number,
    signal?: AbortSignal,
  ): Promise<ScansResponse> {
    const baseUrl = await this.#discovery.getBaseUrl('agentcore-memory');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'agentcore-memory',
    });
    const response = await fetch(
      `${baseUrl}/v1/scans?offset=${offset}&limit=${MAX_SCANS_LIMIT}`,
      { headers: { authorization: `Bearer ${token}` }, signal },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
