import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  REPLACED_BY_TAG,
  RuleSettings,
  tagOf,
} from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryContents,
  MemoryWriter,
  NamedMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { compareContents } from '../migration/copyContents';
import { logProgress } from '../migration/logProgress';
import { MigrationOptions } from '../migration/MigrationOptions';
import { outcomeOf, remarkText } from '../migration/reportMarkdown';
import { strategyMap } from '../migration/strategyMap';
import { justWait } from '../wait';
import { refuseBadSuccessor } from './refuseBadSuccessor';
import { findSuccession, SuccessionOptions } from './Succession';

/** With what a successor is looked at. */
export interface VerificationOptions extends SuccessionOptions {
  writer: MemoryWriter;
  contents: MemoryContents;
  rules: RuleSettings;
  logger: Pick<LoggerService, 'info'>;
  /** Of comparing; tests have other ones. */
  copying?: Pick<MigrationOptions, 'wait'>;
}

/** How long AWS's listings may miss what was written, in milliseconds. */
const SETTLE_MS = 5_000;

function refuse(why: string): never {
  throw new InputError(
    `memoryArn: ${why} Type the name of the memory to delete it all the same. Nothing was deleted.`,
  );
}

/**
 * Resolves if the successor of a memory has all that the memory holds now, nothing of it was lost on the way, and nobody
 * writes to the memory: no report is believed, both are read, twice. Throws an `InputError` that says why not.
 */
export async function verifySuccessor(
  named: NamedMemory,
  options: VerificationOptions,
): Promise<void> {
  const { writer, contents, logger, signal } = options;
  const wait = options.copying?.wait ?? justWait;
  /** The same words, and that the name can be typed. */
  const otherwise = (error: Error): never => {
    signal?.throwIfAborted();
    if (error.name !== 'InputError') throw error;
    return refuse(error.message.replace(/^memoryArn: | Nothing was .*$/g, ''));
  };
  const look = async () => {
    const pair = await findSuccession(named, {
      ...options,
      states: ['ACTIVE', 'FAILED'],
    }).catch(otherwise);
    const replacedBy = tagOf(pair.source, REPLACED_BY_TAG);
    if (replacedBy !== undefined && replacedBy !== pair.successor.arn) {
      refuse('its tags name two successors.');
    }
    await refuseBadSuccessor(pair.successor, options).catch(otherwise);
    return pair;
  };
  const { successor } = await look();
  const { accountId, region, memoryId } = named.source;
  const place = { accountId, region };
  const to = successor.memoryId;
  const compare = async () => {
    // What was acknowledged a moment ago may not be listed yet.
    await wait(SETTLE_MS, signal);
    const [before, after] = await Promise.all(
      [memoryId, to].map(id => writer.readToRepeat(place, id, { signal })),
    );
    const result = await compareContents({
      ...options.copying,
      contents,
      from: { place, memoryId },
      to: { place, memoryId: to },
      strategies: strategyMap(before.strategies, after.strategies),
      onProgress: logProgress(logger),
      signal,
    });
    if (!result.complete) {
      refuse(
        `its successor ${to} does not have all of it. ${outcomeOf(
          result,
        )} Copy what is missing by agentcore-memory:catch-up: start the template again.`,
      );
    }
    if (result.remarks.length > 0) {
      refuse(
        `its successor ${to} has all of it, but not as it was: ${result.remarks
          .map(remarkText)
          .join('; ')}.`,
      );
    }
    return result;
  };
  const first = await compare();
  const second = await compare();
  const isQuiet =
    first.source.events === second.source.events &&
    first.source.records === second.source.records;
  if (!isQuiet) {
    refuse('somebody still writes to the memory, or it changes by itself.');
  }
  logger.info(outcomeOf(second));
  // Comparing may take hours.
  await look();
}
