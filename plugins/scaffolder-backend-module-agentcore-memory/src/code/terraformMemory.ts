import {
  ModelStep,
  NewStrategy,
  SelfManagedPipeline,
} from 'backstage-plugin-agentcore-memory-node';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { HclBlock, HclExpression, HclValue } from './hcl';

/** Whoever deletes it in the code must first say so here. */
export const KEPT: HclBlock = {
  type: 'lifecycle',
  attributes: { prevent_destroy: true },
};

/** The resource of a memory. */
export function terraformMemory(
  memory: CodeRequest['memory'],
  keyArn: HclValue,
): HclBlock {
  return {
    type: 'resource',
    labels: ['aws_bedrockagentcore_memory', 'memory'],
    attributes: {
      name: memory.name,
      description: memory.description,
      encryption_key_arn: keyArn,
      event_expiry_duration: memory.eventExpiryDays,
      memory_execution_role_arn: memory.executionRoleArn,
      tags: tagsOf(memory.tags),
    },
    blocks: [
      ...memory.indexedKeys.map(({ key, type }) => ({
        type: 'indexed_key',
        attributes: { key, type },
      })),
      KEPT,
    ],
  };
}

/** Tags as both resources take them; without any, left out. */
export function tagsOf(
  tags: Readonly<Record<string, string>>,
): HclValue | undefined {
  return Object.keys(tags).length > 0 ? tags : undefined;
}

/** The resource of a strategy; the provider adds it to the memory after that is created. */
export function terraformStrategy(strategy: NewStrategy): HclBlock {
  const { name, description, namespaceTemplate } = strategy;
  return {
    type: 'resource',
    labels: ['aws_bedrockagentcore_memory_strategy', name],
    attributes: {
      memory_id: new HclExpression('aws_bedrockagentcore_memory.memory.id'),
      name,
      type: strategy.type,
      description,
      namespace_templates: templates(namespaceTemplate),
    },
    blocks: configurationOf(strategy),
  };
}

function templates(template: string | undefined): HclValue | undefined {
  return template === undefined ? undefined : [template];
}

function configurationOf(strategy: NewStrategy): HclBlock[] {
  const { type, override, selfManaged } = strategy;
  const reflectionTemplates = templates(strategy.reflectionNamespaceTemplate);
  if (type === 'EPISODIC') {
    return [
      {
        type: 'reflection_configuration',
        attributes: { namespace_templates: reflectionTemplates },
      },
    ];
  }
  if (type !== 'CUSTOM') return [];
  return [
    {
      type: 'configuration',
      attributes: { type: override },
      blocks: [
        ...stepBlocks('extraction', strategy.extraction),
        ...stepBlocks('consolidation', strategy.consolidation),
        ...stepBlocks('reflection', strategy.reflection, reflectionTemplates),
        ...(selfManaged ? [pipelineBlock(selfManaged)] : []),
      ],
    },
  ];
}

function stepBlocks(
  type: string,
  step: ModelStep | undefined,
  namespaceTemplates?: HclValue,
): HclBlock[] {
  if (!step) return [];
  return [
    {
      type,
      attributes: {
        model_id: step.modelId,
        append_to_prompt: step.appendToPrompt,
        namespace_templates: namespaceTemplates,
      },
    },
  ];
}

function pipelineBlock(pipeline: SelfManagedPipeline): HclBlock {
  return {
    type: 'self_managed_configuration',
    attributes: {
      historical_context_window_size: pipeline.historicalContextWindowSize,
    },
    blocks: [
      {
        type: 'invocation_configuration',
        attributes: {
          topic_arn: pipeline.topicArn,
          payload_delivery_bucket_name: pipeline.bucketName,
        },
      },
      ...triggerBlocks('message_based_trigger', {
        message_count: pipeline.messageCount,
      }),
      ...triggerBlocks('token_based_trigger', {
        token_count: pipeline.tokenCount,
      }),
      ...triggerBlocks('time_based_trigger', {
        idle_session_timeout: pipeline.idleSessionTimeoutSeconds,
      }),
    ],
  };
}

/** A condition holds one trigger. */
function triggerBlocks(
  type: string,
  attributes: Record<string, number | undefined>,
): HclBlock[] {
  if (Object.values(attributes).includes(undefined)) return [];
  return [{ type: 'trigger_conditions', blocks: [{ type, attributes }] }];
}
