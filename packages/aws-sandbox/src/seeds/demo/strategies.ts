import {
  StrategyConfiguration,
  StrategyRecord,
  StrategyType,
} from '../../agentcore/types';
import { alphanumericId } from '../../state/ids';

/** A kind of strategy that the demo uses. */
export type DemoStrategy =
  | 'semantic'
  | 'summary'
  | 'preference'
  | 'episodic'
  | 'customPrompt'
  | 'customHidden'
  | 'selfManaged';

interface Kind {
  name: string;
  type: StrategyType;
  namespace: string;
  configuration?: StrategyConfiguration;
}

const FACTS = '/facts/{actorId}';

const KINDS: Record<DemoStrategy, Kind> = {
  semantic: { name: 'facts', type: 'SEMANTIC', namespace: FACTS },
  summary: {
    name: 'session_summaries',
    type: 'SUMMARIZATION',
    namespace: '/summaries/{actorId}/{sessionId}',
  },
  preference: {
    name: 'preferences',
    type: 'USER_PREFERENCE',
    namespace: '/preferences/{actorId}',
  },
  episodic: {
    name: 'episodes',
    type: 'EPISODIC',
    namespace: '/episodes/{actorId}',
    configuration: {
      reflection: {
        episodicReflectionConfiguration: {
          namespaceTemplates: ['/episodes/{actorId}'],
        },
      },
    },
  },
  customPrompt: {
    name: 'own_prompts',
    type: 'CUSTOM',
    namespace: FACTS,
    configuration: {
      type: 'SEMANTIC_OVERRIDE',
      extraction: {
        customExtractionConfiguration: {
          semanticExtractionOverride: {
            appendToPrompt: 'Extract budgets, owners and dates only.',
            modelId: 'anthropic.claude-haiku-4-5-20251001-v1:0',
          },
        },
      },
    },
  },
  customHidden: { name: 'own_way', type: 'CUSTOM', namespace: FACTS },
  selfManaged: {
    name: 'own_pipeline',
    type: 'CUSTOM',
    namespace: FACTS,
    configuration: {
      type: 'SELF_MANAGED',
      selfManagedConfiguration: {
        triggerConditions: [{ messageBasedTrigger: { messageCount: 6 } }],
        invocationConfiguration: {
          topicArn: 'arn:aws:sns:us-east-1:222222222222:fraud-memory-jobs',
          payloadDeliveryBucketName: 'fraud-memory-payloads',
        },
        historicalContextWindowSize: 4,
      },
    },
  },
};

/** The strategies of a demo memory; their ids depend on `seed`. */
export function toStrategies(
  strategies: readonly DemoStrategy[],
  seed: string,
  createdAt: number,
): StrategyRecord[] {
  return strategies.map(strategy => {
    const { namespace, ...kind } = KINDS[strategy];
    return {
      ...kind,
      strategyId: `${kind.name}-${alphanumericId(`${seed}/${kind.name}`, 10)}`,
      namespaceTemplates: [namespace],
      status: 'ACTIVE',
      createdAt,
      updatedAt: createdAt,
    };
  });
}
