import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  memoryEntityRef,
  MIGRATION_TASK_TAG,
  REPLACED_BY_TAG,
  SUCCESSOR_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import {
  checkAssessment,
  describeCreateMemory,
  NewMemory,
  prepareMemory,
  prepareReplacement,
  replacementFields,
  warningsOf,
} from 'backstage-plugin-agentcore-memory-node';
import { announce } from '../announce';
import { checkAgain } from '../checkAgain';
import { createPrepared } from '../createPrepared';
import { tellRequests } from '../dryRun';
import { findPlacesToRepoint } from '../findPlacesToRepoint';
import { Initiator } from '../Initiator';
import { nameSuccessor } from '../succession/claim';
import {
  MIGRATE_EVENT,
  moveData,
  moveMeta,
  TAG_EVENT,
} from '../succession/moveData';
import { putOut, reportOutput } from '../succession/reportOutput';
import { DEFAULT_PROPAGATION } from '../retryWhileNew';
import { CATALOG_PATIENCE } from '../waitForEntity';
import { DEFAULT_PATIENCE } from '../waitUntilActive';
import { ownsKey, sayingWhatStays, withNewKey } from '../withNewKey';
import { CatchUpOptions } from './catchUp';
import { CreateMemoryOptions } from './createMemory';
import { examples } from './migrateMemory.examples';

/** What the action works with. */
export interface MigrateMemoryOptions
  extends CreateMemoryOptions,
    CatchUpOptions {
  catalog: CatchUpOptions['catalog'];
}

const AS_BEFORE = '<as on the old memory>';

/** A memory without what the catalog does not show of the old one: texts, prompts, roles and pipelines. */
function withoutTexts(memory: NewMemory): NewMemory {
  const hide = <T extends object>(part: T | undefined): T | undefined =>
    part &&
    (Object.fromEntries(Object.keys(part).map(key => [key, AS_BEFORE])) as T);
  return {
    ...memory,
    description: memory.description && AS_BEFORE,
    executionRoleArn: memory.executionRoleArn && AS_BEFORE,
    strategies: memory.strategies.map(strategy => ({
      ...strategy,
      description: strategy.description && AS_BEFORE,
      extraction: hide(strategy.extraction),
      consolidation: hide(strategy.consolidation),
      reflection: hide(strategy.reflection),
      selfManaged: hide(strategy.selfManaged),
    })),
  };
}

/** AWS quotes what it refuses, and that is the old memory's here. The audit log has all of it. */
function withoutQuotes(error: unknown): never {
  if (!isError(error) || error.name !== 'ValidationException') throw error;
  const told = new Error(
    'AWS refuses a memory that is set up like the old one (ValidationException); the audit log has what it says. Nothing was created.',
  );
  told.name = error.name;
  throw told;
}

/** What AWS would be asked after the creation. What the memory holds is not for the log. */
function nextRequests({
  arn,
  memoryId,
}: {
  arn: string;
  memoryId: string;
}): string[] {
  const next = '"memoryId":"<id of the new memory>"';
  const tag = (key: string) =>
    `TagResource ${JSON.stringify({
      resourceArn: arn,
      tags: { [key]: '<ARN of the new memory>' },
    })}`;
  return [
    tag(SUCCESSOR_TAG),
    `for each event of ${memoryId}, CreateEvent {${next},"extractionMode":"SKIP",…} with its actor, session, time, payload, metadata and branch`,
    `for each 100 records of ${memoryId}, BatchCreateMemoryRecords {${next},"records":[…]} with their text, time, namespace, strategy and metadata`,
    tag(REPLACED_BY_TAG),
  ];
}

/**
 * `agentcore-memory:migrate`: replaces a memory by one that is encrypted with a customer-managed key, and moves its data.
 *
 * In this order: the input is checked; whether the initiator may do this there and for this owner; whether the place is
 * configured; whether the catalog shows them the memory; whether AWS says that the memory is the owner's; the verdict that
 * the new memory will have. Then the new memory is made as by `agentcore-memory:create`, the old one is tagged with it, its
 * contents are copied, and both sides are read again until nothing is missing. A task that is run again goes on where it
 * was. A tag of the new memory says which run may write. At last the old memory is tagged as replaced; nothing but tags of
 * it is ever changed.
 */
export function createMigrateMemoryAction(options: MigrateMemoryOptions) {
  const { rules } = options;
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
      input: replacementFields,
      output: {
        ...reportOutput,
        verdict: z =>
          z.string({
            description:
              'Verdict that the scorecard gives the new memory: compliant, at-risk or unknown',
          }),
        warnings: z =>
          z.array(z.string(), {
            description: 'What the scorecard warns of, in words',
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
        await initiator.recordingRefusal(MIGRATE_EVENT, asked, async () => {
          const found = await prepareReplacement(ctx.input, {
            ...options,
            requester: initiator,
            taskId: ctx.task.id,
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
      const { source, memory: old } = replacement;
      const { place } = creation;
      // Now, since a user's token may end before the copy does.
      const repoint = await findPlacesToRepoint(
        memoryEntityRef(source),
        old.tags.state === 'known' ? old.tags.value : {},
        { catalog: options.catalog, credentials },
      );
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
          describe: memory => describeCreateMemory(withoutTexts(memory)),
        }).catch(withoutQuotes),
      );
      if (!created) {
        tellRequests(logger, place, nextRequests(source));
        return;
      }
      const move = {
        ...step,
        place,
        named: { source, owner: creation.owner },
        successor: created,
        isNew: created.isNew,
        owners: replacement.owners,
      };
      await initiator.audited(TAG_EVENT, moveMeta(move), async () => {
        await nameSuccessor(source.arn, created.arn, {
          ...options,
          place,
          requester: initiator,
          taskId: ctx.task.id,
          wait: options.waitForOthers,
          signal,
        });
        return {};
      });
      const { mayReadKey } = key.prepared;
      let verdict: string | undefined;
      const report = await moveData(ctx, move, async successor => {
        const found = await checkAgain(successor, key.prepared, {
          ...options,
          signal,
        });
        verdict = found.verdict;
      });
      await announce(created, { ...options, catalogPatience, logger, signal });
      // It would tell of a key that the catalog does not show them.
      if (mayReadKey && verdict) ctx.output('verdict', verdict);
      ctx.output('warnings', warnings);
      putOut(ctx, { ...report, repoint });
    },
  });
}
