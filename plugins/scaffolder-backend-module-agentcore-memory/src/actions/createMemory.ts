import { isError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  MemoryChanged,
  memoryEntityRef,
  ownerRefOf,
  RuleSettings,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  checkAssessment,
  describeCreateMemory,
  findExisting,
  keyArnField,
  memoryFields,
  MemoryInventory,
  MemoryWriter,
  nameTaken,
  NewMemory,
  Places,
  prepareMemory,
  readMemoryCreation,
  warningsOf,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from '../clientToken';
import { Initiator, InitiatorServices } from '../Initiator';
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

const ACTION_ID = 'agentcore-memory:create';
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
  const { inventory, writer, events, catalog, auth, config, rules } = options;
  const {
    patience = DEFAULT_PATIENCE,
    catalogPatience = CATALOG_PATIENCE,
    propagation = DEFAULT_PROPAGATION,
  } = options;
  return createTemplateAction({
    id: ACTION_ID,
    description:
      'Creates an Amazon Bedrock AgentCore memory that is encrypted with a customer-managed KMS key',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...memoryFields,
        encryptionKeyArn: keyArnField,
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
      const { place, prepared } = await initiator.recordingRefusal(
        EVENT_ID,
        asked,
        async () => {
          const creation = readMemoryCreation(ctx.input, config);
          const checked = await prepareMemory(creation, {
            ...options,
            requester: initiator,
            signal,
          });
          checkAssessment(checked.assessment, rules, checked.mayReadKey);
          return { place: creation.place, prepared: checked };
        },
      );
      const { key, memory, assessment, mayReadKey } = prepared;
      const change = { ...place, owner: ownerRefOf(owner)! };
      const warnings = warningsOf(assessment, mayReadKey);
      warnings.forEach(warning => ctx.logger.warn(warning));

      const wanted: NewMemory = {
        ...memory,
        clientToken: clientToken({
          taskId: ctx.task.id,
          stepId: ctx.step?.id ?? ACTION_ID,
          name: memory.name,
          ...place,
        }),
      };
      const find = () =>
        initiator.recordingRefusal(EVENT_ID, change, () =>
          findExisting(place, wanted, {
            key,
            requester: initiator,
            inventory,
            writer,
            signal,
          }),
        );

      if (ctx.isDryRun) {
        const existing = await find();
        ctx.logger.info(
          existing
            ? `Would adopt ${existing.arn}`
            : `Would ask AWS in ${place.region} of account ${
                place.accountId
              }: ${describeCreateMemory(wanted)}`,
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
          const existing = await find();
          // Where AWS does not show all of it, the token tells whether this step made it.
          if (existing && existing.notComparable.length === 0) {
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
            const taken = isNameTaken(error) ? await find() : undefined;
            if (!taken) throw error;
            const { arn, memoryId, notComparable } = taken;
            if (notComparable.length > 0) {
              throw await nameTaken(place, taken, notComparable, initiator);
            }
            return { arn, memoryId, adopted: true };
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
      ctx.output('verdict', assessment.verdict);
      ctx.output('warnings', warnings);
    },
  });
}
