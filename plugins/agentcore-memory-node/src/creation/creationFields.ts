import type { z } from 'zod/v3';
import { OVERRIDE_TYPES, STRATEGY_TYPES } from '../writer/MemoryWriter';

/** The library as Backstage hands it to the schemas of template actions. @public */
export type Zod = typeof z;

/**
 * Limits of AWS.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateMemory.html
 */
export const LIMITS = {
  eventExpiryDays: { least: 3, most: 365, byDefault: 90 },
  description: 4096,
  strategies: 6,
  indexedKeys: 10,
  namespaceKeys: 5,
  namespaceTemplate: 1024,
  appendToPrompt: 30_000,
  alias: 256,
} as const;

const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;
const NAME_IN_WORDS =
  'must be letters, digits and underscores, start with a letter and have at most 48 characters';
/** kms:CreateAlias. */
const ALIAS = /^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/;

const name = (zod: Zod, description: string) =>
  zod.string({ description }).regex(NAME, NAME_IN_WORDS);

const text = (zod: Zod, most: number, description: string) =>
  zod
    .string({ description })
    .max(most, `must have at most ${most} characters`)
    .optional();

const whole = (zod: Zod, least: number, most: number, description: string) => {
  const range = `must be a whole number from ${least} to ${most}`;
  return zod
    .number({ description: `${description}, ${least} to ${most}` })
    .int(range)
    .min(least, range)
    .max(most, range);
};

const list = <T extends z.ZodTypeAny>(
  zod: Zod,
  item: T,
  most: number,
  description: string,
) =>
  zod
    .array(item, { description })
    .max(most, `must be at most ${most}`)
    .optional();

const modelStep = (zod: Zod, description: string) =>
  zod
    .object(
      {
        modelId: zod
          .string({ description: 'Id of the model or inference profile' })
          .min(1, 'must not be empty'),
        appendToPrompt: zod
          .string({ description: 'Is added to the prompt' })
          .min(1, 'must not be empty')
          .max(
            LIMITS.appendToPrompt,
            `must have at most ${LIMITS.appendToPrompt} characters`,
          ),
      },
      { description },
    )
    .strict()
    .optional();

const namespaceTemplate = (zod: Zod, description: string) =>
  text(zod, LIMITS.namespaceTemplate, description);

const selfManaged = (zod: Zod) =>
  zod
    .object(
      {
        topicArn: zod
          .string({
            description: 'ARN of the SNS topic that is told of events',
          })
          .regex(
            /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_.-]{1,256}$/,
            'must be the ARN of an SNS topic',
          ),
        bucketName: zod
          .string({
            description: 'Name of the S3 bucket that gets what was said',
          })
          .regex(
            /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
            'must be the name of an S3 bucket',
          ),
        messageCount: whole(
          zod,
          1,
          50,
          'Messages after which it is told',
        ).optional(),
        tokenCount: whole(
          zod,
          100,
          500_000,
          'Tokens after which it is told',
        ).optional(),
        idleSessionTimeoutSeconds: whole(
          zod,
          10,
          3_000,
          'Seconds without a message after which it is told',
        ).optional(),
        historicalContextWindowSize: whole(
          zod,
          0,
          50,
          'Earlier messages that it is given as well',
        ).optional(),
      },
      { description: 'Of SELF_MANAGED: a pipeline of your own' },
    )
    .strict()
    .optional();

const strategy = (zod: Zod) =>
  zod
    .object({
      type: zod.enum(STRATEGY_TYPES, { description: 'What it distils' }),
      name: name(zod, 'Name of the strategy, unique in the memory'),
      description: text(zod, LIMITS.description, 'Description of the strategy'),
      namespaceTemplate: namespaceTemplate(
        zod,
        'Where its records are filed, such as /facts/{actorId}; default: AWS’s own',
      ),
      reflectionNamespaceTemplate: namespaceTemplate(
        zod,
        'Where the reflections of episodes are filed; of EPISODIC and EPISODIC_OVERRIDE',
      ),
      override: zod
        .enum(OVERRIDE_TYPES, { description: 'Of CUSTOM: what it customises' })
        .optional(),
      extraction: modelStep(zod, 'The model that finds what to keep'),
      consolidation: modelStep(zod, 'The model that merges it with the rest'),
      reflection: modelStep(
        zod,
        'Of EPISODIC_OVERRIDE: the model that learns from episodes',
      ),
      selfManaged: selfManaged(zod),
    })
    .strict();

const tag = (zod: Zod) =>
  zod
    .object({
      key: zod.string({ description: 'Key of the tag' }),
      value: zod.string({ description: 'Value of the tag' }).optional(),
    })
    .strict();

const indexedKey = (zod: Zod) =>
  zod
    .object({
      key: zod
        .string({ description: 'Name of the metadata' })
        .min(1, 'must not be empty')
        .max(128, 'must have at most 128 characters'),
      type: zod.enum(['STRING', 'STRINGLIST', 'NUMBER'], {
        description: 'Type of its values',
      }),
    })
    .strict();

const namespaceKey = (zod: Zod) =>
  zod
    .object({
      key: zod
        .string({ description: 'Name of the variable' })
        .regex(
          /^[a-z][a-z0-9]{0,31}$/,
          'must be lower-case letters and digits, start with a letter and have at most 32 characters',
        ),
      allowedValues: zod
        .array(zod.string().min(1, 'must not be empty'), {
          description: 'The only values that it may have',
        })
        .optional(),
      regexPattern: zod
        .string({ description: 'What its values must match' })
        .optional(),
    })
    .strict();

/** The fields of whatever is created: where, and for whom. */
const whereAndWhose = {
  owner: (zod: Zod) =>
    zod.string({ description: 'Entity ref of the owning group or user' }),
  accountId: (zod: Zod) =>
    zod
      .string({ description: 'AWS account id, twelve digits' })
      .regex(/^\d{12}$/, 'must be the twelve digits of an AWS account'),
  region: (zod: Zod) => zod.string({ description: 'AWS region' }),
  tags: (zod: Zod) =>
    list(
      zod,
      tag(zod),
      50,
      'Tags, on top of those that are configured. The owner has a tag of its own',
    ),
};

/** The field for the alias of a new key. */
const newKeyAliasField = (zod: Zod) =>
  zod
    .string({
      description:
        'Alias of the new key, such as alias/agentcore/notes; not alias/aws/…',
    })
    .max(LIMITS.alias, `must have at most ${LIMITS.alias} characters`)
    .regex(
      ALIAS,
      'must begin with alias/, not with alias/aws/, and have letters, digits, slashes, underscores and hyphens only',
    );

/** The fields of a memory to be created, each as a schema with AWS's limits; but for its key. @public */
export const memoryFields = {
  ...whereAndWhose,
  name: (zod: Zod) =>
    name(
      zod,
      'Name of the memory: letters, digits and underscores, starting with a letter, at most 48 characters',
    ),
  system: (zod: Zod) =>
    zod
      .string({
        description: 'Entity ref of the system that the memory belongs to',
      })
      .optional(),
  description: (zod: Zod) =>
    text(zod, LIMITS.description, 'What the memory is for'),
  eventExpiryDays: (zod: Zod) =>
    whole(
      zod,
      LIMITS.eventExpiryDays.least,
      LIMITS.eventExpiryDays.most,
      `Days that events are kept; default ${LIMITS.eventExpiryDays.byDefault}`,
    ).optional(),
  strategies: (zod: Zod) =>
    list(
      zod,
      strategy(zod),
      LIMITS.strategies,
      'What is distilled from events; none keeps the events only',
    ),
  indexedKeys: (zod: Zod) =>
    list(
      zod,
      indexedKey(zod),
      LIMITS.indexedKeys,
      'Metadata of events by which they can be found',
    ),
  namespaceKeys: (zod: Zod) =>
    list(
      zod,
      namespaceKey(zod),
      LIMITS.namespaceKeys,
      'Variables of namespaces beside actor, session and strategy',
    ),
  executionRoleArn: (zod: Zod) =>
    zod
      .string({
        description:
          'ARN of the role with which strategies call models and pipelines, one of those that are configured',
      })
      .optional(),
};

/** The field for an existing key. */
const keyArnField = (zod: Zod) =>
  zod.string({
    description:
      'ARN of a customer-managed, enabled, symmetric KMS key in the same region',
  });

/** ARN of a memory that exists. @public */
export const memoryArnField = (zod: Zod) =>
  zod.string({ description: 'ARN of the memory' });

/** Whose a memory that exists is. @public */
export const memoryOwnerField = (zod: Zod) =>
  zod.string({
    description: 'Entity ref of its owner, as its tags in AWS say',
  });

/** The fields for the key of a memory: one of the two is given. @public */
export const keyChoiceFields = {
  encryptionKeyArn: (zod: Zod) => keyArnField(zod).optional(),
  newKeyAlias: (zod: Zod) => newKeyAliasField(zod).optional(),
};

/** The fields of a memory that is to take the place of another. @public */
export const replacementFields = {
  memoryArn: memoryArnField,
  owner: memoryOwnerField,
  name: memoryFields.name,
  ...keyChoiceFields,
};

/** The fields of a key to be created. @public */
export const keyFields = {
  ...whereAndWhose,
  alias: newKeyAliasField,
  description: (zod: Zod) => text(zod, 8192, 'What the key is for'),
};
