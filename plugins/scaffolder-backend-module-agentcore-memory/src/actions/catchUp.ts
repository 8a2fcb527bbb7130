import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  agentCoreMemoryMigratePermission,
  memoryEntityRef,
  MIGRATION_TASK_TAG,
  REPLACED_BY_TAG,
  RuleSettings,
  WRITER_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import {
  coveringForPeople,
  memoryArnField,
  MemoryContents,
  MemoryInventory,
  memoryOwnerField,
  MemoryWriter,
  ownerRulesFor,
  Places,
  readNamedMemory,
  refuseHidden,
} from 'backstage-plugin-agentcore-memory-node';
import { announce } from '../announce';
import { tellRequests } from '../dryRun';
import { findPlacesToRepoint } from '../findPlacesToRepoint';
import { Initiator, InitiatorServices } from '../Initiator';
import { MigrationOptions } from '../migration/MigrationOptions';
import { MIGRATE_EVENT, moveData } from '../succession/moveData';
import { refuseBadSuccessor } from '../succession/refuseBadSuccessor';
import { putOut, reportOutput } from '../succession/reportOutput';
import { findSuccession } from '../succession/Succession';
import { Wait } from '../wait';
import { CATALOG_PATIENCE } from '../waitForEntity';
import { Patience } from '../waitUntilActive';
import { examples } from './catchUp.examples';

/** What the action works with. */
export interface CatchUpOptions extends InitiatorServices {
  catalog: InitiatorServices['catalog'] & Pick<CatalogService, 'queryEntities'>;
  inventory: MemoryInventory;
  writer: MemoryWriter;
  contents: MemoryContents;
  places: Places;
  rules: RuleSettings;
  events: EventsService;
  /** For the catalog. */
  catalogPatience?: Patience;
  /** Of copying; tests have other ones. */
  copying?: Pick<MigrationOptions, 'wait' | 'payloadBytes'>;
  /** For other tasks; tests have another one. */
  waitForOthers?: Wait;
}

/**
 * `agentcore-memory:catch-up`: copies to the successor of a memory what it lacks, such as what agents wrote to the old
 * memory until they used the new one, or what a task that failed left.
 *
 * In this order: whether the initiator may do this there and for this owner; whether the place is configured; whether the
 * catalog shows them the memory; whether AWS says that both memories are the owner's and name each other. A task that
 * still writes to the successor notices that this one takes over, and ends.
 */
export function createCatchUpAction(options: CatchUpOptions) {
  const { inventory, places, catalogPatience = CATALOG_PATIENCE } = options;
  return createTemplateAction({
    id: 'agentcore-memory:catch-up',
    description:
      'Copies to the successor of an Amazon Bedrock AgentCore memory what it lacks',
    supportsDryRun: true,
    examples,
    schema: {
      input: { memoryArn: memoryArnField, owner: memoryOwnerField },
      output: reportOutput,
    },
    async handler(ctx) {
      const { signal, logger } = ctx;
      const taskId = ctx.task.id;
      const credentials = await ctx.getInitiatorCredentials();
      const initiator = new Initiator(options, credentials, taskId);
      const { memoryArn, owner } = ctx.input;
      const { named, place, owners, pair } = await initiator.recordingRefusal(
        MIGRATE_EVENT,
        { memoryArn, owner },
        async () => {
          const read = readNamedMemory(ctx.input);
          const { accountId, region } = read.source;
          const where = { accountId, region };
          await initiator.authorize(agentCoreMemoryMigratePermission, {
            ...where,
            owner: read.owner,
          });
          const provider = await coveringForPeople(places, where);
          await refuseHidden(read.source, initiator);
          const rules = ownerRulesFor(provider, accountId);
          const found = await findSuccession(read, {
            owners: rules,
            inventory,
            states: ['ACTIVE'],
            signal,
          });
          return { named: read, place: where, owners: rules, pair: found };
        },
      );
      const { source, successor } = pair;
      const repoint = await findPlacesToRepoint(
        memoryEntityRef(source),
        source.tags.state === 'known' ? source.tags.value : {},
        { catalog: options.catalog, credentials },
      );
      if (ctx.isDryRun) {
        tellRequests(logger, place, [
          `TagResource ${JSON.stringify({
            resourceArn: successor.arn,
            tags: {
              [MIGRATION_TASK_TAG]: taskId,
              [WRITER_TAG]: '<of the run>',
            },
          })}`,
          `for each event that ${successor.memoryId} lacks, CreateEvent; for each 100 records, BatchCreateMemoryRecords`,
          `TagResource ${JSON.stringify({
            resourceArn: source.arn,
            tags: { [REPLACED_BY_TAG]: successor.arn },
          })}`,
        ]);
        return;
      }
      const move = {
        ...options,
        initiator,
        place,
        named,
        successor,
        isNew: false,
        owners,
      };
      const report = await moveData(ctx, move, next =>
        refuseBadSuccessor(next, { ...options, signal }),
      );
      await announce(successor, {
        ...options,
        catalogPatience,
        logger,
        signal,
      });
      putOut(ctx, { ...report, repoint });
    },
  });
}
