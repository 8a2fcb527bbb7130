import { isError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  MemoryChanged,
  memoryEntityRef,
  RuleSettings,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryInventory,
  MemoryWriter,
  NewMemory,
  Places,
  STRATEGY_TYPES,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { checkCreation } from '../checkCreation';
import { clientToken } from '../clientToken';
import { findExisting } from '../findExisting';
import { Initiator, InitiatorServices } from '../Initiator';
import {
  DEFAULT_EXPIRY_DAYS,
  MAX_EXPIRY_DAYS,
  MIN_EXPIRY_DAYS,
  readInput,
} from '../readInput';
import {
  DEFAULT_PROPAGATION,
  Propagation,
  retryWhileNew,
} from '../retryWhileNew';
import {
  DEFAULT_PATIENCE,
  Patience,
  waitUntilActive,
} from '../waitUntilActive';
import { CATALOG_PATIENCE, waitForEntity } from '../waitForEntity';
import { examples } from './createMemory.examples';

/** How the audit log calls the creation of a memory. */
const EVENT_ID = 'memory-create';

/** AWS answers a name that is taken by either of the two; its own SDKs look for both. */
function isNameTaken(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'ConflictException' ||
      (error.name === 'ValidationException' &&
        /already exists/i.test(error.message)))
  );
}

/** What the action works with. */
export interface CreateMemoryOptions extends InitiatorServices {
  inventory: MemoryInventory;
  writer: MemoryWriter;
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
 * is configured; the verdict that the memory will have. A memory of the same name is adopted if it is just what is
 * asked for, and refused otherwise. The memory is created, once however often the step runs, and waited for; the
 * catalog is told to read it, and waited for, so that links to the memory work.
 */
export function createCreateMemoryAction(options: CreateMemoryOptions) {
  const { inventory, writer, events, catalog, auth } = options;
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
        name: z =>
          z.string({
            description:
              'Name of the memory: letters, digits and underscores, starting with a letter, at most 48 characters',
          }),
        owner: z =>
          z.string({ description: 'Entity ref of the owning group or user' }),
        accountId: z =>
          z.string({ description: 'AWS account id, twelve digits' }),
        region: z => z.string({ description: 'AWS region' }),
        encryptionKeyArn: z =>
          z.string({
            description:
              'ARN of a customer-managed, enabled, symmetric KMS key in the same region',
          }),
        description: z =>
          z.string({ description: 'What the memory is for' }).optional(),
        eventExpiryDays: z =>
          z
            .number({
              description: `Days that events are kept, ${MIN_EXPIRY_DAYS} to ${MAX_EXPIRY_DAYS}; default ${DEFAULT_EXPIRY_DAYS}`,
            })
            .optional(),
        strategies: z =>
          z
            .array(z.string(), {
              description: `Long-term strategies: ${STRATEGY_TYPES.join(', ')}`,
            })
            .optional(),
        executionRoleArn: z =>
          z
            .string({
              description:
                'ARN of the role that strategies call models with, one of those that are configured',
            })
            .optional(),
        tags: z =>
          z
            .array(
              z.object({ key: z.string(), value: z.string().optional() }),
              {
                description:
                  'Tags of the memory, on top of those that are configured. The owner has a tag of its own',
              },
            )
            .optional(),
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
      const { request, key, tags, verdict, warnings } =
        await initiator.recordingRefusal(EVENT_ID, asked, async () => {
          const checked = readInput(ctx.input, options.config);
          return {
            request: checked,
            ...(await checkCreation(checked, {
              ...options,
              initiator,
              logger: ctx.logger,
              signal,
            })),
          };
        });
      const { place, memory } = request;
      const change = { ...place, owner: request.owner };
      warnings.forEach(warning => ctx.logger.warn(warning));

      const wanted: NewMemory = {
        ...memory,
        tags,
        clientToken: clientToken({
          taskId: ctx.task.id,
          stepId: ctx.step?.id ?? 'agentcore-memory:create',
          name: memory.name,
          ...place,
        }),
      };
      const adopt = () =>
        initiator.recordingRefusal(EVENT_ID, change, () =>
          findExisting(place, wanted, {
            key,
            initiator,
            inventory,
            writer,
            signal,
          }),
        );

      if (ctx.isDryRun) {
        const existing = await adopt();
        ctx.logger.info(
          existing
            ? `Would adopt ${existing.arn}`
            : `Would ask AWS in ${place.region} of account ${
                place.accountId
              }: CreateMemory ${JSON.stringify(wanted)}`,
        );
        return;
      }

      const create = () =>
        retryWhileNew(
          {
            hasRole: wanted.executionRoleArn !== undefined,
            keyCreatedAt:
              key.metadata.state === 'known'
                ? key.metadata.value.createdAt
                : undefined,
          },
          () => writer.create(place, wanted, { signal }),
          {
            propagation,
            onRetry: ({ message }) =>
              ctx.logger.info(`AWS does not know all of it yet: ${message}`),
            signal,
          },
        );
      const created = await ctx.checkpoint({
        key: `create.${place.accountId}.${place.region}.${memory.name}`,
        fn: async () => {
          const existing = await adopt();
          if (existing) {
            const { arn, memoryId } = existing;
            return { arn, memoryId, adopted: true };
          }
          const meta = {
            ...change,
            name: memory.name,
            encryptionKeyArn: memory.encryptionKeyArn,
          };
          try {
            const answer = await initiator.audited(EVENT_ID, meta, async () => {
              const { arn, memoryId } = await create();
              return { arn, memoryId };
            });
            return { ...answer, adopted: false };
          } catch (error) {
            // Another task was faster.
            const taken = isNameTaken(error) ? await adopt() : undefined;
            if (!taken) throw error;
            return { arn: taken.arn, memoryId: taken.memoryId, adopted: true };
          }
        },
      });
      ctx.logger.info(
        created.adopted
          ? `Memory ${created.memoryId} already exists as asked for`
          : `AWS is creating memory ${created.memoryId}`,
      );
      await waitUntilActive({
        writer,
        place,
        memoryId: created.memoryId,
        patience,
        signal,
      });
      ctx.logger.info(`Memory ${created.memoryId} is ACTIVE`);

      await events.publish({
        topic: TOPIC_MEMORY_CHANGED,
        eventPayload: { arn: created.arn } satisfies MemoryChanged,
      });
      const entityRef = memoryEntityRef(created);
      const shown = await waitForEntity({
        catalog,
        auth,
        entityRef,
        arn: created.arn,
        patience: catalogPatience,
        signal,
      });
      ctx.logger.info(
        shown
          ? `The catalog shows it as ${entityRef}`
          : 'The catalog does not show it yet; it will after the next scan',
      );
      ctx.output('memoryArn', created.arn);
      ctx.output('memoryId', created.memoryId);
      ctx.output('entityRef', entityRef);
      ctx.output('adopted', created.adopted);
      ctx.output('verdict', verdict);
      ctx.output('warnings', warnings);
    },
  });
}
