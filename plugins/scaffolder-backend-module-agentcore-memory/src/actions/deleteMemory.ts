import { InputError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  agentCoreMemoryDeletePermission,
  MemoryChanged,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  coveringForPeople,
  MemoryInventory,
  MemoryWriter,
  Places,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from '../clientToken';
import { Initiator, InitiatorServices } from '../Initiator';
import { findOwned, readNamedMemory } from '../ownedMemory';
import { examples } from './deleteMemory.examples';

/** How the audit log calls the deletion of a memory. */
const EVENT_ID = 'memory-delete';

/** What the action works with. */
export interface DeleteMemoryOptions extends InitiatorServices {
  inventory: MemoryInventory;
  writer: MemoryWriter;
  places: Places;
  events: EventsService;
}

/**
 * `agentcore-memory:delete`: deletes a memory with all that it remembers, for good.
 *
 * In this order: whether the initiator may do this there and for the owner; whether the place is configured; whether AWS
 * says that the memory is the owner's, that nothing else manages it, and that it has the name that was typed.
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
        memoryArn: z => z.string({ description: 'ARN of the memory' }),
        owner: z =>
          z.string({
            description: 'Entity ref of its owner, as its tags in AWS say',
          }),
        confirmName: z =>
          z.string({ description: 'Name of the memory, typed by a person' }),
      },
      output: {
        memoryId: z =>
          z.string({ description: 'Id of the memory that is deleted' }),
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
          const config = await coveringForPeople(places, { accountId, region });
          return {
            named: memory,
            place: { accountId, region },
            owners: config.owners,
          };
        },
      );
      const { memoryId, arn } = named.source;
      const check = () =>
        initiator.recordingRefusal(EVENT_ID, asked, async () => {
          const { details } = await findOwned(named, owners, inventory, {
            states: ['ACTIVE', 'FAILED'],
            signal,
          });
          if (details.state !== 'known' || details.value.name !== confirmName) {
            throw new InputError(
              'confirmName: it is not the name of the memory. Nothing was deleted.',
            );
          }
        });

      if (ctx.isDryRun) {
        await check();
        ctx.logger.info(
          `Would ask AWS in ${place.region} of account ${
            place.accountId
          }: DeleteMemory ${JSON.stringify({ memoryId })}`,
        );
        return;
      }
      await ctx.checkpoint({
        key: `delete.${arn}`,
        fn: async () => {
          await check();
          const meta = { ...place, owner: named.owner, memoryArn: arn };
          const token = clientToken({
            taskId: ctx.task.id,
            stepId: ctx.step?.id ?? '',
            name: memoryId,
            ...place,
          });
          return initiator.audited(EVENT_ID, meta, async () => {
            await writer.delete(place, memoryId, token, { signal });
            return { memoryId };
          });
        },
      });
      ctx.logger.info(`AWS is deleting memory ${memoryId}`);
      await events.publish({
        topic: TOPIC_MEMORY_CHANGED,
        eventPayload: { arn } satisfies MemoryChanged,
      });
      ctx.output('memoryId', memoryId);
    },
  });
}
