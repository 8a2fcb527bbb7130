import { EventsService } from '@backstage/plugin-events-node';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  MemoryChanged,
  memoryEntityRef,
  MIGRATION_TASK_TAG,
  REPLACED_BY_TAG,
  RuleSettings,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  checkAssessment,
  keyArnField,
  KeyWriter,
  MemoryContents,
  MemoryInventory,
  MemoryWriter,
  newKeyAliasField,
  Places,
  prepareMemory,
  prepareReplacement,
  replacementFields,
  warningsOf,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { announce } from '../announce';
import { checkAgain } from '../checkAgain';
import { createPrepared } from '../createPrepared';
import { findPlacesToRepoint } from '../findPlacesToRepoint';
import { Initiator, InitiatorServices } from '../Initiator';
import { MigrationOptions } from '../migration/MigrationOptions';
import { MigrationReport, ReportedMemory } from '../migration/MigrationReport';
import { Moved, moveContents } from '../migration/moveContents';
import { reportMarkdown } from '../migration/reportMarkdown';
import { DEFAULT_PROPAGATION, Propagation } from '../retryWhileNew';
import { CATALOG_PATIENCE } from '../waitForEntity';
import { DEFAULT_PATIENCE, Patience } from '../waitUntilActive';
import { ownsKey, sayingWhatStays, withNewKey } from '../withNewKey';
import { examples } from './migrateMemory.examples';

/** How the audit log calls moving data to another memory. */
const EVENT_ID = 'memory-migrate';
/** How it calls saying so on the old memory. */
const TAG_EVENT_ID = 'memory-tag';

/** What the action works with. */
export interface MigrateMemoryOptions extends InitiatorServices {
  catalog: InitiatorServices['catalog'] & Pick<CatalogService, 'queryEntities'>;
  inventory: MemoryInventory;
  writer: MemoryWriter;
  keyWriter: KeyWriter;
  contents: MemoryContents;
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
  /** Of copying; tests have other ones. */
  copying?: Pick<MigrationOptions, 'wait' | 'payloadBytes'>;
}

function toReported(memory: { arn: string; memoryId: string }): ReportedMemory {
  const { arn, memoryId } = memory;
  return { arn, memoryId, entityRef: memoryEntityRef(memory) };
}

/** What AWS would be asked after the creation. What the memory holds is not for the log. */
function copyRequests({ arn, memoryId }: ReportedMemory): string[] {
  const next = '"memoryId":"<id of the new memory>"';
  return [
    `for each event of ${memoryId}, CreateEvent {${next},"extractionMode":"SKIP",…} with its actor, session, time, payload, metadata and branch`,
    `for each 100 records of ${memoryId}, BatchCreateMemoryRecords {${next},"records":[…]} with their text, time, namespace, strategy and metadata`,
    `TagResource ${JSON.stringify({
      resourceArn: arn,
      tags: { [REPLACED_BY_TAG]: '<ARN of the new memory>' },
    })}`,
  ];
}

/**
 * `agentcore-memory:migrate`: replaces a memory by one that is encrypted with a customer-managed key, and moves its data.
 *
 * In this order: the input is checked; whether the initiator may do this there and for this owner; whether the place is
 * configured; whether AWS says that the memory is the owner's; the verdict that the new memory will have. Then the new
 * memory is made as by `agentcore-memory:create`, its contents are copied, and both sides are read again until nothing
 * is missing. What was copied may be copied again without a second copy, so that a task that is run again goes on where it
 * was. The new memory has the task's id as a tag: no other task writes to it. At last the old memory is tagged as replaced;
 * nothing else of it is ever changed.
 */
export function createMigrateMemoryAction(options: MigrateMemoryOptions) {
  const { rules, writer } = options;
  const {
    patience = DEFAULT_PATIENCE,
    catalogPatience = CATALOG_PATIENCE,
    propagation = DEFAULT_PROPAGATION,
  } = options;
  return createTemplateAction({
    id: 'agentcore-memory:migrate',
    description:
      'Replaces an Amazon Bedrock AgentCore memory by one that is encrypted with a customer-managed KMS key, and copies its data',
    supportsDryRun: true,
    examples,
    schema: {
      input: {
        ...replacementFields,
        encryptionKeyArn: z => keyArnField(z).optional(),
        newKeyAlias: z => newKeyAliasField(z).optional(),
      },
      output: {
        memoryArn: z => z.string({ description: 'ARN of the new memory' }),
        memoryId: z => z.string({ description: 'Id of the new memory' }),
        entityRef: z =>
          z.string({
            description: 'Entity ref of the new memory in the catalog',
          }),
        replacedEntityRef: z =>
          z.string({
            description: 'Entity ref of the old memory in the catalog',
          }),
        verdict: z =>
          z.string({
            description:
              'Verdict that the scorecard gives the new memory: compliant, at-risk or unknown',
          }),
        warnings: z =>
          z.array(z.string(), {
            description: 'What the scorecard warns of, in words',
          }),
        isClean: z =>
          z.boolean({
            description:
              'Whether both memories were equal at the end; false: the new one has all of the old one, and more',
          }),
        report: z =>
          z.string({
            description: 'What was copied and what differs, as markdown',
          }),
        reportJson: z =>
          z.record(z.unknown(), {
            description: 'The same for programs, without any content',
          }),
      },
    },
    async handler(ctx) {
      const { signal, logger } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const initiator = new Initiator(options, credentials, ctx.task.id);
      const { memoryArn, owner } = ctx.input;
      const asked = { memoryArn, owner };
      const { replacement, creation, checked } =
        await initiator.recordingRefusal(EVENT_ID, asked, async () => {
          const found = await prepareReplacement(ctx.input, {
            ...options,
            requester: initiator,
            signal,
          });
          const next = {
            ...found.creation,
            tags: {
              ...found.creation.tags,
              [MIGRATION_TASK_TAG]: ctx.task.id,
            },
          };
          const memory = await prepareMemory(next, {
            ...options,
            requester: initiator,
            ownsKey: arn => ownsKey(ctx, next, arn, options.inventory),
            signal,
          });
          checkAssessment(memory.assessment, rules, memory.mayReadKey);
          return { replacement: found, creation: next, checked: memory };
        });
      const { source, tags } = replacement;
      const { place } = creation;
      const from = toReported(source);
      // Now, since a user's token may end before the copy does.
      const repoint = await findPlacesToRepoint(from.entityRef, tags, {
        catalog: options.catalog,
        credentials,
      });
      const step = { ...options, initiator, patience, propagation };
      const key = await withNewKey(ctx, creation, checked, step);
      const warnings = warningsOf(
        key.prepared.assessment,
        key.prepared.mayReadKey,
      );
      warnings.forEach(warning => logger.warn(warning));
      const created = await sayingWhatStays(key.alias, () =>
        createPrepared(ctx, key.prepared, {
          ...step,
          place,
          owner: creation.owner,
        }),
      );
      if (!created) {
        copyRequests(from).forEach(request =>
          logger.info(
            `Would ask AWS in ${place.region} of account ${place.accountId}: ${request}`,
          ),
        );
        return;
      }
      const to = toReported(created);
      const change = {
        ...place,
        owner: creation.owner,
        memoryArn: from.arn,
        successorArn: to.arn,
      };
      let moved: Moved | undefined;
      await initiator.audited(EVENT_ID, change, async () => {
        moved = await moveContents({
          ...options,
          place,
          from: { ...from, settings: replacement.settings },
          to,
          logger,
          signal,
        });
        const { clean, events, records } = moved.contents;
        return { clean, events: events.copied, records: records.copied };
      });
      const { assessment, mayReadKey } = await checkAgain(
        place,
        key.prepared,
        created,
        { ...options, signal },
      );
      await ctx.checkpoint({
        key: `replaced.${from.arn}`,
        fn: () =>
          initiator.audited(TAG_EVENT_ID, change, async () => {
            await writer.tag(
              place,
              from.arn,
              { [REPLACED_BY_TAG]: to.arn },
              { signal },
            );
            return {};
          }),
      });
      await options.events.publish({
        topic: TOPIC_MEMORY_CHANGED,
        eventPayload: { arn: from.arn } satisfies MemoryChanged,
      });
      await announce(created, { ...options, catalogPatience, logger, signal });

      const report: MigrationReport = {
        version: 1,
        comparedAt: new Date().toISOString(),
        taskId: ctx.task.id,
        from,
        to,
        repoint,
        ...moved!,
      };
      ctx.output('memoryArn', to.arn);
      ctx.output('memoryId', to.memoryId);
      ctx.output('entityRef', to.entityRef);
      ctx.output('replacedEntityRef', from.entityRef);
      // It would tell of a key that the catalog does not show them.
      if (mayReadKey) ctx.output('verdict', assessment.verdict);
      ctx.output('warnings', warnings);
      ctx.output('isClean', report.contents.clean);
      ctx.output('report', reportMarkdown(report));
      ctx.output('reportJson', { ...report });
    },
  });
}
