import {
  CustomConfigurationInput,
  MemoryStrategyInput,
  TriggerConditionInput,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { NewStrategy, SelfManagedPipeline } from './MemoryWriter';

/** AWS takes one namespace a strategy, in a list. */
function templates(template: string | undefined): string[] | undefined {
  return template === undefined ? undefined : [template];
}

function toTriggers(pipeline: SelfManagedPipeline): TriggerConditionInput[] {
  const { messageCount, tokenCount, idleSessionTimeoutSeconds } = pipeline;
  const triggers: TriggerConditionInput[] = [];
  if (messageCount !== undefined) {
    triggers.push({ messageBasedTrigger: { messageCount } });
  }
  if (tokenCount !== undefined) {
    triggers.push({ tokenBasedTrigger: { tokenCount } });
  }
  if (idleSessionTimeoutSeconds !== undefined) {
    triggers.push({
      timeBasedTrigger: { idleSessionTimeout: idleSessionTimeoutSeconds },
    });
  }
  return triggers;
}

function toSelfManaged(pipeline: SelfManagedPipeline) {
  const triggers = toTriggers(pipeline);
  return {
    // Without any, AWS has defaults.
    triggerConditions: triggers.length > 0 ? triggers : undefined,
    invocationConfiguration: {
      topicArn: pipeline.topicArn,
      payloadDeliveryBucketName: pipeline.bucketName,
    },
    historicalContextWindowSize: pipeline.historicalContextWindowSize,
  };
}

function toConfiguration(strategy: NewStrategy): CustomConfigurationInput {
  const { extraction, consolidation, reflection } = strategy;
  switch (strategy.override) {
    case 'SEMANTIC_OVERRIDE':
      return { semanticOverride: { extraction, consolidation } };
    case 'SUMMARY_OVERRIDE':
      return { summaryOverride: { consolidation } };
    case 'USER_PREFERENCE_OVERRIDE':
      return { userPreferenceOverride: { extraction, consolidation } };
    case 'EPISODIC_OVERRIDE':
      return {
        episodicOverride: {
          extraction,
          consolidation,
          reflection: reflection && {
            ...reflection,
            namespaceTemplates: templates(strategy.reflectionNamespaceTemplate),
          },
        },
      };
    case 'SELF_MANAGED':
      if (strategy.selfManaged) {
        return {
          selfManagedConfiguration: toSelfManaged(strategy.selfManaged),
        };
      }
      throw new TypeError('A SELF_MANAGED strategy needs a pipeline');
    default:
      throw new TypeError('A CUSTOM strategy needs an override');
  }
}

/** A strategy as CreateMemory takes it. Throws `TypeError` where a CUSTOM strategy says not what it customises. */
export function toStrategyInput(strategy: NewStrategy): MemoryStrategyInput {
  const { type, name, description } = strategy;
  const common = {
    name,
    description,
    namespaceTemplates: templates(strategy.namespaceTemplate),
    memoryRecordSchema: strategy.recordSchema,
  };
  switch (type) {
    case 'SEMANTIC':
      return { semanticMemoryStrategy: common };
    case 'SUMMARIZATION':
      return { summaryMemoryStrategy: common };
    case 'USER_PREFERENCE':
      return { userPreferenceMemoryStrategy: common };
    case 'EPISODIC': {
      const reflection = templates(strategy.reflectionNamespaceTemplate);
      return {
        episodicMemoryStrategy: {
          ...common,
          reflectionConfiguration: reflection && {
            namespaceTemplates: reflection,
          },
        },
      };
    }
    default:
      return {
        customMemoryStrategy: {
          ...common,
          configuration: toConfiguration(strategy),
        },
      };
  }
}
