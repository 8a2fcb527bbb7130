import { ApiHolder, coreApis } from '@backstage/frontend-plugin-api';
import { agentCoreMemoryTranslationRef, Translate } from '../../translation';

/** The words of this portal, for what runs outside of React, as validation does. */
export function translateIn(apiHolder: ApiHolder): Translate {
  const translations = apiHolder.get(coreApis.translation);
  if (!translations) throw new Error('The app has no translation API');
  return translations.getTranslation(agentCoreMemoryTranslationRef).t;
}
