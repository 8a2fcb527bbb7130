import { parseEntityRef } from '@backstage/catalog-model';
import { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  OwnerScorecardResponse,
  RulesResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { AgentCoreMemoryApi } from './AgentCoreMemoryApi';

/** Asks the AgentCore memory backend plugin over HTTP. @public */
export class AgentCoreMemoryClient implements AgentCoreMemoryApi {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async getScorecards(): Promise<ScorecardsResponse> {
    return this.#get('scorecards');
  }

  async getOwnerScorecard(ownerRef: string): Promise<OwnerScorecardResponse> {
    const { kind, namespace, name } = parseEntityRef(ownerRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#get(`scorecards/${path}`);
  }

  async getRules(): Promise<RulesResponse> {
    return this.#get('rules');
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#fetchApi.fetch(
      `plugin://agentcore-memory/v1/${path}`,
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
