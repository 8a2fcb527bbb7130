import { Verdict } from 'backstage-plugin-agentcore-memory-common';
import { Advice } from './advice';

const SENTENCES: Record<Verdict, string> = {
  compliant: 'The scorecard will call this memory compliant.',
  'at-risk':
    'The scorecard will call this memory at risk, for the warnings below.',
  'non-compliant': 'The scorecard will call this memory non-compliant.',
  unknown:
    'The scorecard will not be able to tell whether this memory is compliant.',
};

/** The verdict that a memory will have, as a sentence. */
export function previewSentence(verdict: Verdict): Advice {
  return { verdict, why: SENTENCES[verdict] };
}
