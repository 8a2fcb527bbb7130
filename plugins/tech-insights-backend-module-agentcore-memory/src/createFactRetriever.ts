import {
  FactRetriever,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import { toError } from '@backstage/errors';
import { version } from '../package.json';

/**
 * A fact retriever that gives all facts or none.
 *
 * Tech Insights deletes what is older than the configured time to live only when it stores something. Where there is
 * nothing to store, because the facts could not be read or there are no memories, it is given a row that says nothing:
 * otherwise the last facts, good ones among them, would stay for ever.
 */
export function createFactRetriever({
  read,
  ...definition
}: Omit<FactRetriever, 'handler' | 'version'> & {
  read: () => Promise<TechInsightFact[]>;
}): FactRetriever {
  const nothing: TechInsightFact = {
    entity: {
      kind: 'fact-retriever',
      namespace: 'default',
      name: definition.id,
    },
    facts: {},
  };
  return {
    ...definition,
    // Tech Insights keeps one schema a version, and the rules are part of it.
    version,
    async handler({ logger }) {
      try {
        const facts = await read();
        return facts.length > 0 ? facts : [nothing];
      } catch (error) {
        logger.error(
          `Could not read what ${definition.id} is to retrieve; what was retrieved before holds until its time to live is over`,
          toError(error),
        );
        return [nothing];
      }
    },
  };
}
