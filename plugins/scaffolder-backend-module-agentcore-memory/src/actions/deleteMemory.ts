import { InputError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  agentCoreMemoryDeletePermission,
  MemoryChanged,
  MemoryFacts,
  RuleSettings,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  coveringForPeople,
  findOwned,
  memoryArnField,
  MemoryContents,
  MemoryInventory,
  memoryOwnerField,
  MemoryWriter,
  ownerRulesFor,
  Places,
  readNamedMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from '../clientToken';
import { tellRequests } from '../dryRun';
import { Initiator, InitiatorServices } from '../Initiator';
import {
  VerificationOptions,
  verifySuccessor,
} from '../succession/verifySuccessor';
import { examples } from './deleteMemory.examples';

/** How the audit log calls the deletion of a memory. */
const EVENT_ID = 'memory-delete';

/** What the action works with. */
export interface DeleteMemoryOptions extends InitiatorServices {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  contents: MemoryContents;
  places: Places;
  rules: RuleSettings;
  events: EventsService;
  /** Of comparing; tests have other ones. */
  copying?: VerificationOptions['copying'];
}

function checkName({ details }: MemoryFacts, typed: string): void {
  if (details.state === 'known' && details.value.name === typed) return;
  throw new InputError(
    'confirmName: it is not the name of the memory. Nothing was deleted.',
  );
}

/**
 * `agentcore-memory:delete`: deletes a memory with all that it remembers, for good.
 *
 * In this order: whether the initiator may do this there and for the owner; whether the place is configured; whether AWS
 * says that the memory is the owner's, that nothing else manages it, and that it has the name that was typed. Where none
 * was, its successor must have all that it holds, which is looked at now, whatever a report said.
 */
export function createDeleteMemoryAction(options: DeleteMemoryOptions) {
  const { inventory, writer, places, events } = options;
  return createTemplateAction({
    id: 'agentcore-memory:delete',
    description:
      'Deletes an Amazon Bedrock AgentCore memory with all that it remembers, for good',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        memoryArn: memoryArnField,
        owner: memoryOwnerField,
        confirmName: z =>
          z
            .string({
              description:
                'Name of the memory, typed by a person; left out: only a memory that was replaced is deleted, and only if its successor has all that it holds',
            })
            .optional(),
      },
      output: {
        memoryId: z =>
          z.string({ description: 'Id of the memory that is deleted' }),
        alreadyGone: z =>
          z.boolean({
            description:
              'Whether it was gone, or being deleted, when the step was run again',
          }),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const { memoryArn, owner, confirmName } = ctx.input;
      const initiator = new Initiator(
        options,
        await ctx.getInitiatorCredentials(),
        ctx.task.id,
      );
      const asked = { memoryArn, owner };
      const { named, place, owners } = await initiator.recordingRefusal(
        EVENT_ID,
        asked,
        async () => {
          const memory = readNamedMemory(ctx.input);
          const { accountId, region } = memory.source;
          await initiator.authorize(agentCoreMemoryDeletePermission, {
            accountId,
            region,
            owner: memory.owner,
          });
          const provider = await coveringForPeople(places, {
            accountId,
            region,
          });
          return {
            named: memory,
            place: { accountId, region },
            owners: ownerRulesFor(provider, accountId),
          };
        },
      );
      const { memoryId, arn } = named.source;
      const check = () =>
        initiator.recordingRefusal(EVENT_ID, asked, async () => {
          // A form gives an empty text where nothing was typed.
          if (confirmName) {
            const states = ['ACTIVE', 'FAILED'];
            checkName(
              await findOwned(named, owners, inventory, { states, signal }),
              confirmName,
            );
          } else {
            await verifySuccessor(named, {
              ...options,
              owners,
              logger: ctx.logger,
              signal,
            });
          }
        });

      if (ctx.isDryRun) {
        await check();
        tellRequests(ctx.logger, place, [
          `DeleteMemory ${JSON.stringify({ memoryId })}`,
        ]);
        return;
      }
      let isFirst = false;
      await ctx.checkpoint({
        key: `delete.begin.${arn}`,
        fn: async () => {
          await check();
          isFirst = true;
          return {};
        },
      });
      const meta = {
        ...place,
        owner: named.owner,
        memoryArn: arn,
        confirmedBy: confirmName ? 'name' : 'successor',
      };
      const { alreadyGone } = await ctx.checkpoint({
        key: `delete.${arn}`,
        fn: async () => {
          if (!isFirst) {
            // An earlier run may have asked AWS without hearing of it.
            const memory = await inventory.findMemory(arn, { signal });
            if (!memory || memory.status === 'DELETING') {
              const gone = { memoryId, alreadyGone: true };
              return initiator.audited(EVENT_ID, meta, async () => gone);
            }
            await check();
          }
          const token = clientToken({
            taskId: ctx.task.id,
            stepId: ctx.step?.id ?? '',
            name: memoryId,
            ...place,
          });
          return initiator.audited(EVENT_ID, meta, async () => {
            await writer.delete(place, memoryId, token, { signal });
            return { memoryId, alreadyGone: false };
          });
        },
      });
      ctx.logger.info(
        alreadyGone
          ? `Memory ${memoryId} is gone or being deleted already, by an earlier run or by somebody else`
          : `AWS is deleting memory ${memoryId}`,
      );
      await events.publish({
        topic: TOPIC_MEMORY_CHANGED,
        eventPayload: { arn } satisfies MemoryChanged,
      });
      ctx.output('memoryId', memoryId);
      ctx.output('alreadyGone', alreadyGone);
    },
  });
}
