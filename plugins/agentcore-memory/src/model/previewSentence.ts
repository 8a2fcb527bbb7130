import { Verdict } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { Advice } from './advice';

/** The verdict that a memory will have, as a sentence. */
export function previewSentence(t: Translate, verdict: Verdict): Advice {
  return { verdict, why: t(`create.verdict.${verdict}`) };
}
