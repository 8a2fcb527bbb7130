import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  FreshnessRequest,
  FreshnessResponse,
  MAX_WAIVERS_LIMIT,
  ScorecardsResponse,
  Waiver,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';

const PLUGIN_ID = 'agentcore-memory';
const TIMEOUT_MS = 60_000;
/** What a portal could hold for years; more are not read, and no memory is the better for it. */
const MAX_WAIVERS = 50_000;

/** Asks the backend of the AgentCore memory plugins, as the plugin that this runs in. Every failure rejects. */
export class AgentCoreMemoryClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #timeoutMs: number;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** How long one answer may take. */
    timeoutMs?: number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** The scorecards of all owners. */
  getScorecards(): Promise<ScorecardsResponse> {
    return this.#fetch('scorecards');
  }

  /** Which of some memories are stale, at most `MAX_FRESHNESS_REFS`. */
  async getFreshness(entityRefs: string[]): Promise<FreshnessResponse> {
    const body: FreshnessRequest = { entityRefs };
    const answer = await this.#fetch<FreshnessResponse>('freshness', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // Without these, everything would be fresh.
    if (!Array.isArray(answer.stale) || !Date.parse(answer.staleBefore)) {
      throw new Error('The answer about freshness was not understood');
    }
    return answer;
  }

  /** The waivers that hold. */
  async getActiveWaivers(): Promise<Waiver[]> {
    const waivers: Waiver[] = [];
    for (let offset = 0; offset < MAX_WAIVERS; offset += MAX_WAIVERS_LIMIT) {
      const { items, totalItems } = await this.#fetch<WaiversResponse>(
        `waivers?state=approved&offset=${offset}&limit=${MAX_WAIVERS_LIMIT}`,
      );
      waivers.push(...items);
      if (offset + MAX_WAIVERS_LIMIT >= totalItems) break;
    }
    return waivers;
  }

  async #fetch<T>(path: string, init: RequestInit = {}): Promise<T> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    const response = await fetch(`${baseUrl}/v1/${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json() as Promise<T>;
  }
}
