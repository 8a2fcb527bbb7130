/** What an argument is set to. */
type ArgumentType = 'string' | 'number' | 'boolean' | 'texts' | 'tags';

/** A resource, or a block in it. */
export interface BlockSchema {
  required?: Record<string, ArgumentType>;
  optional?: Record<string, ArgumentType>;
  /** What other resources may refer to beside arguments. */
  computed?: readonly string[];
  blocks?: Record<string, BlockSchema>;
  /** At most so many of such a block. */
  max?: number;
  /** The values that an argument may have. */
  values?: Record<string, readonly string[]>;
}

const KEPT: BlockSchema = { required: { prevent_destroy: 'boolean' }, max: 1 };
const STEP: BlockSchema = {
  required: { append_to_prompt: 'string', model_id: 'string' },
  max: 1,
};

/**
 * The arguments of version 6.66 of Terraform's provider for AWS, by hand from its source and from its schema as CDK
 * Terrain's bindings for that version have it.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/tree/v6.66.0/internal/service/bedrockagentcore, memory.go and
 * memory_strategy.go
 * @see https://github.com/hashicorp/terraform-provider-aws/tree/v6.66.0/internal/service/kms, key.go and alias.go
 * @see https://www.npmjs.com/package/@cdktn/provider-aws/v/25.7.0
 */
export const RESOURCES: Record<string, BlockSchema> = {
  aws_kms_key: {
    optional: {
      bypass_policy_lockout_safety_check: 'boolean',
      custom_key_store_id: 'string',
      customer_master_key_spec: 'string',
      deletion_window_in_days: 'number',
      description: 'string',
      enable_key_rotation: 'boolean',
      is_enabled: 'boolean',
      key_usage: 'string',
      multi_region: 'boolean',
      policy: 'string',
      region: 'string',
      rotation_period_in_days: 'number',
      tags: 'tags',
    },
    values: {
      customer_master_key_spec: ['SYMMETRIC_DEFAULT'],
      key_usage: ['ENCRYPT_DECRYPT'],
    },
    computed: ['arn', 'key_id'],
    blocks: { lifecycle: KEPT },
  },
  aws_kms_alias: {
    required: { target_key_id: 'string' },
    optional: { name: 'string', name_prefix: 'string', region: 'string' },
    computed: ['arn'],
    blocks: { lifecycle: KEPT },
  },
  aws_bedrockagentcore_memory: {
    required: { name: 'string', event_expiry_duration: 'number' },
    optional: {
      description: 'string',
      encryption_key_arn: 'string',
      memory_execution_role_arn: 'string',
      region: 'string',
      tags: 'tags',
    },
    computed: ['arn', 'id'],
    blocks: {
      indexed_key: {
        required: { key: 'string', type: 'string' },
        values: { type: ['STRING', 'STRINGLIST', 'NUMBER'] },
        max: 10,
      },
      lifecycle: KEPT,
    },
  },
  aws_bedrockagentcore_memory_strategy: {
    required: { memory_id: 'string', name: 'string', type: 'string' },
    optional: {
      description: 'string',
      namespace_templates: 'texts',
      region: 'string',
    },
    values: {
      type: [
        'SEMANTIC',
        'SUMMARIZATION',
        'USER_PREFERENCE',
        'CUSTOM',
        'EPISODIC',
      ],
    },
    computed: ['memory_strategy_id'],
    blocks: {
      configuration: {
        required: { type: 'string' },
        values: {
          type: [
            'SEMANTIC_OVERRIDE',
            'SUMMARY_OVERRIDE',
            'USER_PREFERENCE_OVERRIDE',
            'SELF_MANAGED',
            'EPISODIC_OVERRIDE',
          ],
        },
        max: 1,
        blocks: {
          consolidation: STEP,
          extraction: STEP,
          reflection: {
            required: {
              append_to_prompt: 'string',
              model_id: 'string',
              namespace_templates: 'texts',
            },
            max: 1,
          },
          self_managed_configuration: {
            optional: { historical_context_window_size: 'number' },
            max: 1,
            blocks: {
              invocation_configuration: {
                required: {
                  payload_delivery_bucket_name: 'string',
                  topic_arn: 'string',
                },
                max: 1,
              },
              trigger_conditions: {
                blocks: {
                  message_based_trigger: {
                    required: { message_count: 'number' },
                    max: 1,
                  },
                  time_based_trigger: {
                    required: { idle_session_timeout: 'number' },
                    max: 1,
                  },
                  token_based_trigger: {
                    required: { token_count: 'number' },
                    max: 1,
                  },
                },
              },
            },
          },
        },
      },
      reflection_configuration: {
        required: { namespace_templates: 'texts' },
        max: 1,
      },
    },
  },
};

/** The other blocks of a file: https://developer.hashicorp.com/terraform/language */
export const PROVIDER: BlockSchema = {
  required: { region: 'string', allowed_account_ids: 'texts' },
};
export const OUTPUT: BlockSchema = {
  required: { value: 'string' },
  optional: { description: 'string' },
};
export const TERRAFORM: BlockSchema = {
  required: { required_version: 'string' },
  blocks: { required_providers: { optional: { aws: 'tags' }, max: 1 } },
};
