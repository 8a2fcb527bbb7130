import { place } from './requests';
import { Body, Expression, TerraformCode } from './parseTerraform';
import { SandboxApi } from './SandboxApi';

const STRATEGIES: Record<string, string> = {
  SEMANTIC: 'semanticMemoryStrategy',
  SUMMARIZATION: 'summaryMemoryStrategy',
  USER_PREFERENCE: 'userPreferenceMemoryStrategy',
  EPISODIC: 'episodicMemoryStrategy',
  CUSTOM: 'customMemoryStrategy',
};
const OVERRIDES: Record<string, string> = {
  SEMANTIC_OVERRIDE: 'semanticOverride',
  SUMMARY_OVERRIDE: 'summaryOverride',
  USER_PREFERENCE_OVERRIDE: 'userPreferenceOverride',
  EPISODIC_OVERRIDE: 'episodicOverride',
  SELF_MANAGED: 'selfManagedConfiguration',
};

/**
 * Creates what Terraform code describes, as the provider's source says that it does. The provider adds strategies one by
 * one to a memory that is there; here they come with it, which makes the same memory.
 */
export async function applyTerraform(
  { provider, resource }: TerraformCode,
  api: SandboxApi,
): Promise<void> {
  const [aws] = provider.aws;
  expect(aws).toEqual({
    region: place.region,
    allowed_account_ids: [place.accountId],
  });
  const known: Record<string, string> = {};
  const text = (value: unknown) =>
    value instanceof Expression ? known[value.code] : value;
  const [key] = resource.aws_kms_key?.memory ?? [];
  if (key) {
    const { KeyId, Arn } = await api.createKey({
      Description: key.description,
      KeyUsage: key.key_usage,
      KeySpec: key.customer_master_key_spec,
      Policy: key.policy,
      Tags: Object.entries(key.tags ?? {}).map(([TagKey, TagValue]) => ({
        TagKey,
        TagValue,
      })),
    });
    known['aws_kms_key.memory.key_id'] = KeyId;
    known['aws_kms_key.memory.arn'] = Arn;
    if (key.enable_key_rotation) {
      await api.kms('EnableKeyRotation', { KeyId });
    }
    const [alias] = resource.aws_kms_alias.memory;
    await api.kms('CreateAlias', {
      AliasName: alias.name,
      TargetKeyId: text(alias.target_key_id),
    });
  }
  const [memory] = resource.aws_bedrockagentcore_memory.memory;
  const strategies = resource.aws_bedrockagentcore_memory_strategy ?? {};
  await api.createMemory({
    name: memory.name,
    description: memory.description,
    encryptionKeyArn: text(memory.encryption_key_arn),
    eventExpiryDuration: memory.event_expiry_duration,
    memoryExecutionRoleArn: memory.memory_execution_role_arn,
    indexedKeys: memory.indexed_key,
    tags: memory.tags,
    memoryStrategies: Object.values(strategies).map(([body]) => {
      const { code } = body.memory_id as Expression;
      expect(code).toBe('aws_bedrockagentcore_memory.memory.id');
      return toStrategyInput(body);
    }),
  });
}

function toStrategyInput(body: Body): object {
  const [configuration] = (body.configuration ?? []) as Body[];
  const [reflection] = (body.reflection_configuration ?? []) as Body[];
  return {
    [STRATEGIES[String(body.type)]]: {
      name: body.name,
      description: body.description,
      namespaceTemplates: body.namespace_templates,
      reflectionConfiguration: reflection && toApi(reflection),
      configuration: configuration && toConfiguration(configuration),
    },
  };
}

function toConfiguration({ type, ...steps }: Body): object {
  const [pipeline] = (steps.self_managed_configuration ?? []) as Body[];
  return {
    [OVERRIDES[String(type)]]: pipeline
      ? toPipeline(pipeline)
      : Object.fromEntries(
          Object.entries(steps as Record<string, Body[]>).map(
            ([step, [body]]) => [step, toApi(body)],
          ),
        ),
  };
}

function toPipeline(pipeline: Body): object {
  const [invocation] = pipeline.invocation_configuration as Body[];
  const triggers = pipeline.trigger_conditions as
    | Record<string, Body[]>[]
    | undefined;
  return {
    historicalContextWindowSize: pipeline.historical_context_window_size,
    invocationConfiguration: toApi(invocation),
    triggerConditions: triggers?.map(trigger => {
      const [[name, [body]], ...others] = Object.entries(trigger);
      expect(others).toEqual([]);
      return { [toCamel(name)]: toApi(body) };
    }),
  };
}

function toApi(body: Body): Body {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [toCamel(name), value]),
  );
}

function toCamel(name: string): string {
  return name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
}
