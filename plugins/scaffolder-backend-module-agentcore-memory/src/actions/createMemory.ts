import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  checkAssessment,
  keyChoiceFields,
  memoryFields,
  MemoryInventory,
  KeyWriter,
  MemoryWriter,
  Places,
  prepareMemory,
  readMemoryCreation,
  warningsOf,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { announce } from '../announce';
import { checkAgain } from '../checkAgain';
import { CREATE_EVENT, createPrepared } from '../createPrepared';
import { Initiator, InitiatorServices } from '../Initiator';
import { DEFAULT_PROPAGATION, Propagation } from '../retryWhileNew';
import { CATALOG_PATIENCE } from '../waitForEntity';
import { ownsKey, sayingWhatStays, withNewKey } from '../withNewKey';
import { DEFAULT_PATIENCE, Patience } from '../waitUntilActive';
import { examples } from './createMemory.examples';

/** What the action works with. */
export interface CreateMemoryOptions extends InitiatorServices {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  keyWriter: KeyWriter;
  places: Places;
  config: WriterConfig;
  rules: RuleSettings;
  events: EventsService;
  /** For AWS. */
  patience?: Patience;
  /** For the catalog. */
  catalogPatience?: Patience;
  /** For new roles and keys. */
  propagation?: Propagation;
}

/**
 * `agentcore-memory:create`: creates an AgentCore memory encrypted with a customer-managed key.
 *
 * In this order: the input is checked; whether the initiator may do this there and for this owner; whether the place
 * is configured; the verdict that the memory will have. With `newKeyAlias` a key is made then, if the name is free. A
 * memory of the same name is adopted if it is just what is asked for, and refused otherwise. The memory is created, once
 * however often the step runs, and waited for; the catalog is told to read it, and waited for, so that links to the
 * memory work. At last the verdict is looked at again, and one that got worse meanwhile is an error.
 */
export function createCreateMemoryAction(options: CreateMemoryOptions) {
  const { config, rules } = options;
  const {
    patience = DEFAULT_PATIENCE,
    catalogPatience = CATALOG_PATIENCE,
    propagation = DEFAULT_PROPAGATION,
  } = options;
  return createTemplateAction({
    id: 'agentcore-memory:create',
    description:
      'Creates an Amazon Bedrock AgentCore memory that is encrypted with a customer-managed KMS key',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...memoryFields,
        ...keyChoiceFields,
      },
      output: {
        memoryArn: z => z.string({ description: 'ARN of the memory' }),
        memoryId: z => z.string({ description: 'Id of the memory' }),
        entityRef: z =>
          z.string({ description: 'Entity ref of the memory in the catalog' }),
        adopted: z =>
          z.boolean({
            description: 'Whether the memory already existed as asked for',
          }),
        verdict: z =>
          z.string({
            description:
              'Verdict that the scorecard gives: compliant, at-risk or unknown',
          }),
        warnings: z =>
          z.array(z.string(), {
            description: 'What the scorecard warns of, in words',
          }),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const initiator = new Initiator(
        options,
        await ctx.getInitiatorCredentials(),
        ctx.task.id,
      );
      const { owner, accountId, region } = ctx.input;
      const asked = { owner, accountId, region };
      const { creation, checked } = await initiator.recordingRefusal(
        CREATE_EVENT,
        asked,
        async () => {
          const read = readMemoryCreation(ctx.input, config);
          const memory = await prepareMemory(read, {
            ...options,
            requester: initiator,
            ownsKey: arn => ownsKey(ctx, read, arn, options.inventory),
            signal,
          });
          checkAssessment(memory.assessment, rules, memory.mayReadKey);
          return { creation: read, checked: memory };
        },
      );
      const { place } = creation;
      const step = { ...options, initiator, patience, propagation };
      const key = await withNewKey(ctx, creation, checked, step);
      const warnings = warningsOf(
        key.prepared.assessment,
        key.prepared.mayReadKey,
      );
      warnings.forEach(warning => ctx.logger.warn(warning));
      const created = await sayingWhatStays(key.alias, () =>
        createPrepared(ctx, key.prepared, {
          ...step,
          place,
          owner: creation.owner,
        }),
      );
      if (!created) return;
      const entityRef = await announce(created, {
        ...options,
        catalogPatience,
        logger: ctx.logger,
        signal,
      });
      const found = await options.inventory.findMemory(created.arn, { signal });
      if (!found) {
        throw new Error(`Memory ${created.memoryId} was deleted meanwhile`);
      }
      const { mayReadKey } = key.prepared;
      const { verdict } = await checkAgain(found, key.prepared, {
        ...options,
        signal,
      });
      ctx.output('memoryArn', created.arn);
      ctx.output('memoryId', created.memoryId);
      ctx.output('entityRef', entityRef);
      ctx.output('adopted', created.adopted);
      // It would tell of a key that the catalog does not show them.
      if (mayReadKey) ctx.output('verdict', verdict);
      ctx.output('warnings', warnings);
    },
  });
}
