import { mockApis } from '@backstage/test-utils';
import { agentCoreMemoryTranslationRef, Translate } from '../translation';

/** Says the messages as they come. */
export const t: Translate = mockApis
  .translation()
  .getTranslation(agentCoreMemoryTranslationRef).t;
