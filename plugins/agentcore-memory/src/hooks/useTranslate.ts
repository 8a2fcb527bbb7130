import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { agentCoreMemoryTranslationRef, Translate } from '../translation';

/** The words of this portal, in the reader's language. */
export function useTranslate(): Translate {
  return useTranslationRef(agentCoreMemoryTranslationRef).t;
}
