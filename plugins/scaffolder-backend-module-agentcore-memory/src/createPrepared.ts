import { isError } from '@backstage/errors';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  AwsPlace,
  describeCreateMemory,
  ExistingMemory,
  findExisting,
  MemoryInventory,
  MemoryWriter,
  nameTaken,
  NewMemory,
  PreparedMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from './clientToken';
import { tellRequests } from './dryRun';
import { Initiator } from './Initiator';
import { Propagation, retryWhileNew } from './retryWhileNew';
import { withRemedy } from './withRemedy';
import { Patience, waitUntilActive } from './waitUntilActive';

/** How the audit log calls the creation of a memory. */
export const CREATE_EVENT = 'memory-create';

/** A memory that was created, or that existed just as asked for. */
export interface CreatedOrAdopted {
  arn: string;
  memoryId: string;
  adopted: boolean;
}

/** What this run knows of it as well. */
export interface Created extends CreatedOrAdopted {
  /** Whether this very run created it, so that nobody else can write to it yet. */
  isNew: boolean;
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
 * Creates a prepared memory, once however often the step runs, and waits until it is active. A memory of the name is
 * adopted if it is just what is asked for, and refused otherwise. A dry run prints what would be done, and gives
 * `undefined`.
 */
export async function createPrepared(
  ctx: Pick<
    ActionContext<any, any>, // any: whatever the action puts in and out
    'checkpoint' | 'isDryRun' | 'logger' | 'signal' | 'step' | 'task'
  >,
  { key, keyArns, memory }: PreparedMemory,
  options: {
    place: AwsPlace;
    owner: string;
    initiator: Initiator;
    inventory: MemoryInventory;
    writer: MemoryWriter;
    patience: Patience;
    propagation: Propagation;
    /** How a dry run tells of the memory; left out: with all that is asked for. */
    describe?: (memory: NewMemory) => string;
  },
): Promise<Created | undefined> {
  const { place, owner, initiator, inventory, writer } = options;
  const { logger, signal } = ctx;
  const change = { ...place, owner };
  const wanted: NewMemory = {
    ...memory,
    clientToken: clientToken({
      taskId: ctx.task.id,
      stepId: ctx.step?.id ?? '',
      name: memory.name,
      ...place,
    }),
  };
  const find = (): Promise<ExistingMemory | undefined> =>
    initiator.recordingRefusal(CREATE_EVENT, change, () =>
      findExisting(place, wanted, {
        keyArns,
        requester: initiator,
        inventory,
        writer,
        signal,
      }).catch(withRemedy),
    );

  if (ctx.isDryRun) {
    const existing = await find();
    if (existing && existing.notComparable.length > 0) {
      throw await nameTaken(place, existing, existing.notComparable, initiator);
    }
    const { describe = describeCreateMemory } = options;
    if (existing) logger.info(`Would adopt ${existing.arn}`);
    else tellRequests(logger, place, [describe(wanted)]);
    return undefined;
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
        propagation: options.propagation,
        onRetry: ({ message }) =>
          logger.info(`AWS does not know all of it yet: ${message}`),
        signal,
      },
    );
  let isNew = false;
  const created: CreatedOrAdopted = await ctx.checkpoint({
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
        const answer = await initiator.audited(CREATE_EVENT, meta, async () => {
          const { arn, memoryId } = await create().catch(withRemedy);
          return { arn, memoryId };
        });
        isNew = true;
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
  const { memoryId } = created;
  logger.info(
    created.adopted
      ? `Memory ${memoryId} already exists as asked for`
      : `AWS is creating memory ${memoryId}`,
  );
  await waitUntilActive({
    writer,
    place,
    memoryId,
    patience: options.patience,
    signal,
  });
  logger.info(`Memory ${memoryId} is ACTIVE`);
  return { ...created, isNew };
}
