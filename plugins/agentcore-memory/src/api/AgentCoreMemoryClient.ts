import { parseEntityRef } from '@backstage/catalog-model';
import { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  CreationPreview,
  FreshnessRequest,
  FreshnessResponse,
  HistoryRequest,
  HistoryResponse,
  KeyActivity,
  OwnerScorecardResponse,
  parseScope,
  RulesResponse,
  ScanRequest,
  ScansRequest,
  ScansResponse,
  ScopeScansResponse,
  ScorecardsRequest,
  ScorecardsResponse,
  TargetKeysResponse,
  TargetsResponse,
  Waiver,
  WaiverRequest,
  WaiversRequest,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AgentCoreMemoryApi,
  ExportFile,
  ExportFormat,
  TargetPlace,
  WaiverAction,
} from './AgentCoreMemoryApi';

/** How a whole file of each format ends. */
const END: Record<ExportFormat, RegExp> = {
  csv: /\n"# complete: \d+ memories[^"]*"(,"")*\s*$/,
  json: /"end": \{"complete":true,[^}]*\}\}\s*$/,
};
const LAST_BYTES = 400;

/** Calls the AgentCore memory backend plugin over HTTP. @public */
export class AgentCoreMemoryClient implements AgentCoreMemoryApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritDoc AgentCoreMemoryApi.getScorecards} */
  async getScorecards({
    owners,
    ...request
  }: ScorecardsRequest = {}): Promise<ScorecardsResponse> {
    if (!owners) return this.#get(`scorecards${toQuery(request)}`);
    // A URL has no room for the owners of a large company.
    const response = await this.#post('scorecards/by-query', {
      owners,
      ...request,
    });
    return response.json();
  }

  /** {@inheritDoc AgentCoreMemoryApi.getOwnerScorecard} */
  async getOwnerScorecard(ownerRef: string): Promise<OwnerScorecardResponse> {
    const { kind, namespace, name } = parseEntityRef(ownerRef);
    return this.#get(`scorecards/${toPath(kind, namespace, name)}`);
  }

  /** {@inheritDoc AgentCoreMemoryApi.getHistory} */
  async getHistory(request: HistoryRequest = {}): Promise<HistoryResponse> {
    return this.#get(`history${toQuery(request)}`);
  }

  /** {@inheritDoc AgentCoreMemoryApi.getFreshness} */
  async getFreshness(entityRefs: string[]): Promise<FreshnessResponse> {
    const request: FreshnessRequest = { entityRefs };
    return (await this.#post('freshness', request)).json();
  }

  /** {@inheritDoc AgentCoreMemoryApi.getRules} */
  async getRules(): Promise<RulesResponse> {
    return this.#get('rules');
  }

  /** {@inheritDoc AgentCoreMemoryApi.getScans} */
  async getScans(request: ScansRequest = {}): Promise<ScansResponse> {
    return this.#get(`scans${toQuery(request)}`);
  }

  /** {@inheritDoc AgentCoreMemoryApi.getScopeScans} */
  async getScopeScans(scope: string): Promise<ScopeScansResponse> {
    const parts = parseScope(scope);
    if (!parts) throw new Error(`"${scope}" is not a scope`);
    const { providerId, accountId, region } = parts;
    return this.#get(`scans/${toPath(providerId, accountId, region)}`);
  }

  /** {@inheritDoc AgentCoreMemoryApi.requestScan} */
  async requestScan(scope?: string): Promise<void> {
    const request: ScanRequest = { scope: scope ?? 'all' };
    await this.#post('scans', request);
  }

  /** {@inheritDoc AgentCoreMemoryApi.getTargets} */
  async getTargets(ownerRef: string): Promise<TargetsResponse> {
    return this.#get(`targets${toQuery({ owner: ownerRef })}`);
  }

  /** {@inheritDoc AgentCoreMemoryApi.getTargetKeys} */
  async getTargetKeys(
    { accountId, region }: TargetPlace,
    ownerRef: string,
  ): Promise<TargetKeysResponse> {
    return this.#get(
      `targets/${toPath(accountId, region)}/keys${toQuery({
        owner: ownerRef,
      })}`,
    );
  }

  /** {@inheritDoc AgentCoreMemoryApi.previewMemory} */
  async previewMemory(
    { accountId, region }: TargetPlace,
    input: Record<string, unknown>,
  ): Promise<CreationPreview> {
    const path = `targets/${toPath(accountId, region)}/preview`;
    return (await this.#post(path, input)).json();
  }

  /** {@inheritDoc AgentCoreMemoryApi.getWaivers} */
  async getWaivers(request: WaiversRequest = {}): Promise<WaiversResponse> {
    return this.#get(`waivers${toQuery(request)}`);
  }

  /** {@inheritDoc AgentCoreMemoryApi.requestWaiver} */
  async requestWaiver(request: WaiverRequest): Promise<Waiver> {
    return (await this.#post('waivers', request)).json();
  }

  /** {@inheritDoc AgentCoreMemoryApi.changeWaiver} */
  async changeWaiver(
    id: string,
    action: WaiverAction,
    reason?: string,
  ): Promise<Waiver> {
    const body = reason ? { reason } : {};
    return (await this.#post(`waivers/${toPath(id, action)}`, body)).json();
  }

  /** {@inheritDoc AgentCoreMemoryApi.getKeyActivity} */
  async getKeyActivity(
    keyRef: string,
    signal?: AbortSignal,
  ): Promise<KeyActivity> {
    const { namespace, name } = parseEntityRef(keyRef);
    const path = `keys/${toPath(namespace, name)}/activity`;
    return (await this.#fetch(path, { signal })).json();
  }

  /** {@inheritDoc AgentCoreMemoryApi.exportMemories} */
  async exportMemories(
    format: ExportFormat,
    query: string,
  ): Promise<ExportFile> {
    const params = new URLSearchParams(query);
    params.set('format', format);
    const response = await this.#fetch(`export?${params}`);
    const named = /filename="([^"/\\]+)"/.exec(
      response.headers.get('content-disposition') ?? '',
    );
    const content = await response.blob();
    if (!END[format].test(await content.slice(-LAST_BYTES).text())) {
      throw new Error('The export broke off; try again');
    }
    return { name: named?.[1] ?? `agentcore-memory.${format}`, content };
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#fetch(path);
    return response.json();
  }

  #post(path: string, body: object): Promise<Response> {
    return this.#fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://agentcore-memory/v1/${path}`,
      init,
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function toPath(...parts: string[]): string {
  return parts.map(encodeURIComponent).join('/');
}

/** A query string of what is set: empty, or with its question mark. */
function toQuery(fields: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) params.set(name, String(value));
  }
  const query = params.toString();
  return query && `?${query}`;
}
