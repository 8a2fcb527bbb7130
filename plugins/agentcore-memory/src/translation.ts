import {
  createTranslationRef,
  TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { messages } from './translation/messages';

/**
 * Every text of the frontend, so that a portal can put its own words or language.
 *
 * @remarks
 *
 * The titles of the rules and why they matter have a message per rule as well, `rules.title.<id>` and `rules.why.<id>`.
 * What a finding says (its reason, evidence and fix), what the backend says of a scan or a field, and what AWS says
 * is data: it is shown as it comes, in English.
 *
 * @public
 */
export const agentCoreMemoryTranslationRef = createTranslationRef({
  id: 'plugin.agentcore-memory',
  messages,
});

/** Says a message of the ref, with its values. */
export type Translate = TranslationFunction<
  typeof agentCoreMemoryTranslationRef.T
>;
