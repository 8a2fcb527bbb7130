import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { EventsService } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import {
  MemoryChanged,
  memoryEntityRef,
  MemoryFacts,
  OwnerRules,
  REPLACED_BY_TAG,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  MemoryContents,
  MemoryInventory,
  MemoryWriter,
  NamedMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { Initiator } from '../Initiator';
import { MigrationOptions } from '../migration/MigrationOptions';
import { MigrationReport, ReportedMemory } from '../migration/MigrationReport';
import { moveContents } from '../migration/moveContents';
import { Wait } from '../wait';
import { takeOver, whileOurs } from './claim';
import { checkSuccession, judgeSuccession, Succession } from './Succession';

/** How the audit log calls moving data to another memory. */
export const MIGRATE_EVENT = 'memory-migrate';
/** How it calls saying so on a memory. */
export const TAG_EVENT = 'memory-tag';

/** With what data is moved. */
export interface MoveOptions {
  place: AwsPlace;
  named: NamedMemory;
  successor: { arn: string; memoryId: string };
  /** Whether this run created the successor. */
  isNew: boolean;
  owners: OwnerRules;
  initiator: Initiator;
  inventory: MemoryInventory;
  writer: MemoryWriter;
  contents: MemoryContents;
  events: EventsService;
  copying?: Pick<MigrationOptions, 'wait' | 'payloadBytes'>;
  /** For other tasks; tests have another one. */
  waitForOthers?: Wait;
}

/** A memory as a report names it. */
function toReported(memory: { arn: string; memoryId: string }): ReportedMemory {
  const { arn, memoryId } = memory;
  return { arn, memoryId, entityRef: memoryEntityRef(memory) };
}

/** What the audit log is told of a move. */
export function moveMeta({
  place,
  named,
  successor,
}: Pick<MoveOptions, 'place' | 'named' | 'successor'>): JsonObject {
  return {
    ...place,
    owner: named.owner,
    memoryArn: named.source.arn,
    successorArn: successor.arn,
  };
}

/** The tags of a memory that its successor lacks, but for AWS's, ours, and those of the owner, who is the same. */
function tagsThatDiffer(
  { source, successor }: Succession,
  owners: OwnerRules,
): string[] {
  const ofOwner = owners.tags.map(key => key.toLocaleLowerCase('en-US'));
  const tagsIn = ({ tags }: MemoryFacts) =>
    new Map(
      Object.entries(tags.state === 'known' ? tags.value : {}).map(
        ([key, value]) => [key.toLocaleLowerCase('en-US'), { key, value }],
      ),
    );
  const there = tagsIn(successor);
  return [...tagsIn(source)]
    .filter(([folded]) => !/^(aws:|agentcore-memory\/)/.test(folded))
    .filter(([folded]) => !ofOwner.includes(folded))
    .filter(([folded, { value }]) => there.get(folded)?.value !== value)
    .map(([, { key }]) => `the tag ${key} is another or missing`);
}

/**
 * Moves the data of a memory to its successor, as long as both are the owner's and no other run does so; whether that
 * holds is looked at before, meanwhile and after. Then the memory is tagged as replaced.
 *
 * @param accept - looks at the successor before the first and after the last byte; rejects where it is not good enough
 */
export async function moveData(
  ctx: Pick<
    ActionContext<any, any>, // any: whatever the action puts in and out
    'logger' | 'signal' | 'task'
  >,
  options: MoveOptions,
  accept: (successor: MemoryFacts) => Promise<void>,
): Promise<Omit<MigrationReport, 'repoint'>> {
  const { place, named, successor, initiator, inventory, writer } = options;
  const { logger, signal } = ctx;
  const taskId = ctx.task.id;
  const { source, owner } = named;
  const { owners } = options;
  const meta = moveMeta(options);
  if (!options.isNew) {
    logger.info('Waiting until no other run writes to the new memory');
  }
  let run = '';
  await initiator.audited(TAG_EVENT, meta, async () => {
    run = await takeOver(successor.arn, taskId, {
      ...options,
      wait: options.waitForOthers,
      signal,
    });
    return {};
  });
  const expected = { successorArn: successor.arn, run };
  const check = () =>
    initiator.recordingRefusal(MIGRATE_EVENT, meta, () =>
      checkSuccession(named, expected, { ...options, signal }),
    );
  await accept((await check()).successor);
  const moved = await audited(initiator, meta, () =>
    whileOurs(
      {
        sourceArn: source.arn,
        successorArn: successor.arn,
        run,
        check: (old, next) =>
          judgeSuccession({ source: old, successor: next }, { owner, owners }),
      },
      { inventory, wait: options.waitForOthers, signal },
      ours =>
        moveContents({
          ...options,
          from: source,
          to: successor,
          logger,
          signal: ours,
        }),
    ),
  );
  const pair = await check();
  await accept(pair.successor);
  // Whatever an earlier run did: somebody may have removed the tag.
  await initiator.audited(TAG_EVENT, meta, async () => {
    await writer.tag(
      place,
      source.arn,
      { [REPLACED_BY_TAG]: successor.arn },
      { signal },
    );
    return {};
  });
  await options.events.publish({
    topic: TOPIC_MEMORY_CHANGED,
    eventPayload: { arn: source.arn } satisfies MemoryChanged,
  });
  return {
    version: 1,
    taskId,
    from: toReported(source),
    to: toReported(successor),
    ...moved,
    settings: [...moved.settings, ...tagsThatDiffer(pair, owners)],
  };
}

/** Puts a move on record, with numbers only. */
async function audited(
  initiator: Initiator,
  meta: JsonObject,
  move: () => ReturnType<typeof moveContents>,
): ReturnType<typeof moveContents> {
  let moved: Awaited<ReturnType<typeof moveContents>> | undefined;
  await initiator.audited(MIGRATE_EVENT, meta, async () => {
    moved = await move();
    const { clean, events, records } = moved.contents;
    return { clean, events: events.copied, records: records.copied };
  });
  return moved!;
}
