import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Account and region, as far as they are chosen. */
export const TargetSchema = makeFieldSchema({
  output: z =>
    z.object({
      accountId: z.string().optional().describe('AWS account, twelve digits'),
      region: z.string().optional().describe('AWS region'),
    }),
});

/** A key that is there, or one that is to be created; one of the two. */
export const KeySchema = makeFieldSchema({
  output: z =>
    z.object({
      encryptionKeyArn: z.string().optional().describe('ARN of a KMS key'),
      newKeyAlias: z
        .string()
        .optional()
        .describe('Alias of a new key, with its prefix alias/'),
    }),
});

/** A memory that exists, and whose it is. */
export const MemorySchema = makeFieldSchema({
  output: z =>
    z.object({
      memoryArn: z.string().optional().describe('ARN of a memory'),
      owner: z.string().optional().describe('Entity ref of its owner'),
    }),
  uiOptions: z =>
    z.object({
      memories: z
        .enum(['unencrypted'])
        .optional()
        .describe('Which memories are offered; all by default'),
    }),
});

/** The strategies of a memory, as `agentcore-memory:create` takes them. */
export const StrategiesSchema = makeFieldSchema({
  output: z => z.array(z.record(z.unknown())),
});

/** Whether the verdict was shown; there is nothing to fill in. */
export const VerdictSchema = makeFieldSchema({ output: z => z.boolean() });
