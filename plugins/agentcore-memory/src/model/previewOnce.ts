import { CreationPreview } from 'backstage-plugin-agentcore-memory-common';
import { AgentCoreMemoryApi, TargetPlace } from '../api';

/** For how long an answer serves again: each costs calls to AWS. */
const KEPT_MS = 10_000;

interface Asked {
  question: string;
  at: number;
  answer: Promise<CreationPreview>;
}

const LAST = new WeakMap<AgentCoreMemoryApi, Asked>();

/** A preview of a memory. The page and its validation ask the same within seconds, and share an answer; an error is not kept. */
export function previewOnce(
  api: AgentCoreMemoryApi,
  place: TargetPlace,
  input: Record<string, unknown>,
): Promise<CreationPreview> {
  const question = JSON.stringify([place, input]);
  const last = LAST.get(api);
  if (last?.question === question && Date.now() - last.at < KEPT_MS) {
    return last.answer;
  }
  const answer = api.previewMemory(place, input);
  const asked = { question, at: Date.now(), answer };
  LAST.set(api, asked);
  answer.catch(() => LAST.get(api) === asked && LAST.delete(api));
  return answer;
}
