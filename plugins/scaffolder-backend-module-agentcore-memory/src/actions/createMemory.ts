import { AuthService } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  isAccountId,
  isRegion,
  MemoryChanged,
  memoryEntityRef,
  ownerRefOf,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryInventory,
  MemoryWriter,
  NewMemory,
  STRATEGY_TYPES,
  StrategyType,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from '../clientToken';
import { checkAdoptable, findByName, OWNER_TAG } from '../findByName';
import { checkKeyArn, preflightKey } from '../preflightKey';
import {
  DEFAULT_PATIENCE,
  Patience,
  waitUntilActive,
} from '../waitUntilActive';
import { CATALOG_PATIENCE, waitForEntity } from '../waitForEntity';
import { examples } from './createMemory.examples';

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateMemory.html */
const NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;
const MIN_EXPIRY_DAYS = 3;
const MAX_EXPIRY_DAYS = 365;
const DEFAULT_EXPIRY_DAYS = 90;

interface Input {
  name: string;
  owner: string;
  accountId: string;
  region: string;
  encryptionKeyArn: string;
  description?: string;
  eventExpiryDays?: number;
  strategies?: string[];
  executionRoleArn?: string;
}

/** The checked input. Throws `InputError` naming the field that is wrong. */
function readInput(input: Input) {
  const { name, accountId, region, encryptionKeyArn, description } = input;
  if (!NAME.test(name)) {
    throw new InputError(
      `name: "${name}" must be letters, digits and underscores, start with a letter and have at most 48 characters`,
    );
  }
  const owner = ownerRefOf(input.owner);
  if (!owner) {
    throw new InputError(`owner: "${input.owner}" is not a group or user`);
  }
  if (!isAccountId(accountId)) {
    throw new InputError(
      `accountId: "${accountId}" is not a twelve-digit AWS account id`,
    );
  }
  if (!isRegion(region)) {
    throw new InputError(`region: "${region}" is not an AWS region`);
  }
  const place = { accountId, region };
  checkKeyArn(encryptionKeyArn, place);
  const eventExpiryDays = input.eventExpiryDays ?? DEFAULT_EXPIRY_DAYS;
  if (
    !Number.isInteger(eventExpiryDays) ||
    eventExpiryDays < MIN_EXPIRY_DAYS ||
    eventExpiryDays > MAX_EXPIRY_DAYS
  ) {
    throw new InputError(
      `eventExpiryDays: ${eventExpiryDays} must be a whole number from ${MIN_EXPIRY_DAYS} to ${MAX_EXPIRY_DAYS}`,
    );
  }
  const strategies = [...new Set(input.strategies ?? [])];
  const unknown = strategies.find(
    type => !STRATEGY_TYPES.includes(type as StrategyType),
  );
  if (unknown !== undefined) {
    throw new InputError(
      `strategies: "${unknown}" is not one of ${STRATEGY_TYPES.join(', ')}`,
    );
  }
  const memory: Omit<NewMemory, 'clientToken'> = {
    name,
    encryptionKeyArn,
    eventExpiryDays,
    strategies: strategies as StrategyType[],
    description: description?.trim() || undefined,
    executionRoleArn: input.executionRoleArn?.trim() || undefined,
    tags: { [OWNER_TAG]: owner },
  };
  return { place, owner, memory };
}

/** AWS answers a name that is taken by either of the two; its own SDKs look for both. */
function isNameTaken(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'ConflictException' ||
      (error.name === 'ValidationException' &&
        /already exists/i.test(error.message)))
  );
}

/**
 * `agentcore-memory:create`: creates an AgentCore memory encrypted with a customer-managed key.
 *
 * In this order: the input is checked, then the key; a memory of the same name is adopted if it has the same
 * key and owner and refused otherwise; the memory is created, once however often the step runs, and waited
 * for; the catalog is told to read it, and waited for, so that links to the memory work.
 */
export function createCreateMemoryAction(options: {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  events: EventsService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: AuthService;
  /** For AWS. */
  patience?: Patience;
  /** For the catalog. */
  catalogPatience?: Patience;
}) {
  const { inventory, writer, events, catalog, auth } = options;
  const { patience = DEFAULT_PATIENCE, catalogPatience = CATALOG_PATIENCE } =
    options;
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
              description: 'ARN of the role that strategies call models with',
            })
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
      },
    },
    async handler(ctx) {
      const { place, owner, memory } = readInput(ctx.input);
      const { signal } = ctx;

      ctx.logger.info(`Checking the key ${memory.encryptionKeyArn}`);
      const key = await inventory
        .createKeyReader({ signal })
        .read(memory.encryptionKeyArn, place.accountId);
      preflightKey(key, place, new Date().toISOString().slice(0, 10));

      const request: NewMemory = {
        ...memory,
        clientToken: clientToken({
          taskId: ctx.task.id,
          stepId: ctx.step?.id ?? 'agentcore-memory:create',
          name: memory.name,
          ...place,
        }),
      };
      const adopt = async () => {
        const existing = await findByName(
          inventory,
          place,
          memory.name,
          signal,
        );
        if (existing) checkAdoptable(existing, { key, owner });
        return existing;
      };

      if (ctx.isDryRun) {
        const existing = await adopt();
        ctx.logger.info(
          existing
            ? `Would adopt ${existing.arn}`
            : `Would ask AWS in ${place.region} of account ${
                place.accountId
              }: CreateMemory ${JSON.stringify(request)}`,
        );
        return;
      }

      const created = await ctx.checkpoint({
        key: `create.${place.accountId}.${place.region}.${memory.name}`,
        fn: async () => {
          const existing = await adopt();
          if (existing) {
            const { arn, memoryId } = existing;
            return { arn, memoryId, adopted: true };
          }
          try {
            const answer = await writer.create(place, request, { signal });
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
        patience: catalogPatience,
        signal,
      });
      ctx.logger.info(
        shown
          ? `The catalog shows it as ${entityRef}`
          : 'The catalog does not show it yet; it will if a provider is configured for this account and region',
      );
      ctx.output('memoryArn', created.arn);
      ctx.output('memoryId', created.memoryId);
      ctx.output('entityRef', entityRef);
      ctx.output('adopted', created.adopted);
    },
  });
}
