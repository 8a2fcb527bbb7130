import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { ScansResponse } from 'backstage-plugin-agentcore-memory-common';

/** What the backend plugin knows of earlier scans, also those of other processes. */
export interface ScanHistory {
  read(signal?: AbortSignal): Promise<ScansResponse['scopes']>;
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
  async read(signal?: AbortSignal): Promise<ScansResponse['scopes']> {
    const baseUrl = await this.#discovery.getBaseUrl('agentcore-memory');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'agentcore-memory',
    });
    const response = await fetch(`${baseUrl}/v1/scans`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { scopes }: ScansResponse = await response.json();
    return scopes;
  }
}
