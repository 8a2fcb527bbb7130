import {
  ModelStep,
  NamespaceKey,
  NewStrategy,
  SelfManagedPipeline,
} from 'backstage-plugin-agentcore-memory-node';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { quoted, quotedMap } from './yamlText';

/** Properties of a resource; those that are `undefined` are left out. */
type Properties = Record<string, unknown>;

/** The properties of a memory. */
export function cloudFormationMemory(
  memory: CodeRequest['memory'],
  keyArn: unknown,
): Properties {
  return {
    Name: quoted(memory.name),
    Description: maybeQuoted(memory.description),
    EncryptionKeyArn: keyArn,
    EventExpiryDuration: memory.eventExpiryDays,
    MemoryExecutionRoleArn: maybeQuoted(memory.executionRoleArn),
    MemoryStrategies: someOf(memory.strategies.map(toStrategy)),
    IndexedKeys: someOf(
      memory.indexedKeys.map(({ key, type }) => ({
        Key: quoted(key),
        Type: type,
      })),
    ),
    NamespaceKeys: someOf(memory.namespaceKeys.map(toNamespaceKey)),
    Tags:
      Object.keys(memory.tags).length > 0 ? quotedMap(memory.tags) : undefined,
  };
}

function maybeQuoted(text: string | undefined) {
  return text === undefined ? undefined : quoted(text);
}

function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function toNamespaceKey(namespaceKey: NamespaceKey): Properties {
  const { key, allowedValues, regexPattern } = namespaceKey;
  const isFree = allowedValues === undefined && regexPattern === undefined;
  return {
    Key: quoted(key),
    Validation: isFree
      ? undefined
      : {
          AllowedValues: allowedValues?.map(quoted),
          RegexPattern: maybeQuoted(regexPattern),
        },
  };
}

function toStrategy(strategy: NewStrategy): Properties {
  const common = {
    Name: quoted(strategy.name),
    Description: maybeQuoted(strategy.description),
    NamespaceTemplates: templates(strategy.namespaceTemplate),
  };
  switch (strategy.type) {
    case 'SEMANTIC':
      return { SemanticMemoryStrategy: common };
    case 'SUMMARIZATION':
      return { SummaryMemoryStrategy: common };
    case 'USER_PREFERENCE':
      return { UserPreferenceMemoryStrategy: common };
    case 'EPISODIC': {
      const reflection = templates(strategy.reflectionNamespaceTemplate);
      return {
        EpisodicMemoryStrategy: {
          ...common,
          ReflectionConfiguration: reflection && {
            NamespaceTemplates: reflection,
          },
        },
      };
    }
    default:
      return {
        CustomMemoryStrategy: {
          ...common,
          Configuration: toConfiguration(strategy),
        },
      };
  }
}

function templates(template: string | undefined) {
  return template === undefined ? undefined : [quoted(template)];
}

function toConfiguration(strategy: NewStrategy): Properties {
  const { selfManaged } = strategy;
  if (selfManaged) {
    return { SelfManagedConfiguration: toPipeline(selfManaged) };
  }
  const steps = {
    Extraction: toStep(strategy.extraction),
    Consolidation: toStep(strategy.consolidation),
  };
  switch (strategy.override) {
    case 'SEMANTIC_OVERRIDE':
      return { SemanticOverride: steps };
    case 'SUMMARY_OVERRIDE':
      return { SummaryOverride: steps };
    case 'USER_PREFERENCE_OVERRIDE':
      return { UserPreferenceOverride: steps };
    default:
      return {
        EpisodicOverride: {
          ...steps,
          Reflection: strategy.reflection && {
            ...toStep(strategy.reflection),
            NamespaceTemplates: templates(strategy.reflectionNamespaceTemplate),
          },
        },
      };
  }
}

function toStep(step: ModelStep | undefined): Properties | undefined {
  return (
    step && {
      ModelId: quoted(step.modelId),
      AppendToPrompt: quoted(step.appendToPrompt),
    }
  );
}

function toPipeline(pipeline: SelfManagedPipeline): Properties {
  const { messageCount, tokenCount, idleSessionTimeoutSeconds } = pipeline;
  const triggers = [
    messageCount !== undefined && {
      MessageBasedTrigger: { MessageCount: messageCount },
    },
    tokenCount !== undefined && {
      TokenBasedTrigger: { TokenCount: tokenCount },
    },
    idleSessionTimeoutSeconds !== undefined && {
      TimeBasedTrigger: { IdleSessionTimeout: idleSessionTimeoutSeconds },
    },
  ];
  return {
    InvocationConfiguration: {
      TopicArn: quoted(pipeline.topicArn),
      PayloadDeliveryBucketName: quoted(pipeline.bucketName),
    },
    TriggerConditions: someOf(triggers.filter(Boolean)),
    HistoricalContextWindowSize: pipeline.historicalContextWindowSize,
  };
}
