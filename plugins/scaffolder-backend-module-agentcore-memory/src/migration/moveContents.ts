import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AwsPlace,
  MemoryContents,
  MemoryWriter,
  RepeatableMemory,
  settingsThatDiffer,
} from 'backstage-plugin-agentcore-memory-node';
import { copyContents } from './copyContents';
import { logProgress } from './logProgress';
import { MigrationOptions } from './MigrationOptions';
import { MigrationResult } from './MigrationResult';
import { notCarried } from './notCarried';
import { outcomeOf } from './reportMarkdown';
import { strategyMap } from './strategyMap';

/** A memory whose contents were moved. */
export interface Moved {
  contents: MigrationResult;
  /** How the new memory's settings differ from those that the old one has at the end. */
  settings: string[];
  notCarried: string[];
}

/**
 * Copies what a memory holds to its successor, tells the log how far it is, and verifies the copy. Throws where the
 * successor does not have all of it in the end: what it has stays, and the next run goes on there.
 */
export async function moveContents(options: {
  place: AwsPlace;
  from: { memoryId: string; settings: RepeatableMemory };
  to: { memoryId: string };
  contents: MemoryContents;
  writer: MemoryWriter;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  copying?: Pick<MigrationOptions, 'wait' | 'payloadBytes'>;
  signal?: AbortSignal;
}): Promise<Moved> {
  const { place, from, to, contents, writer, logger, signal } = options;
  const target = await writer.readToRepeat(place, to.memoryId, { signal });
  const result = await copyContents({
    ...options.copying,
    contents,
    from: { place, memoryId: from.memoryId },
    to: { place, memoryId: to.memoryId },
    strategies: strategyMap(from.settings.strategies, target.strategies),
    onProgress: logProgress(logger),
    signal,
  });
  const outcome = outcomeOf(result);
  if (!result.complete) {
    // Kinds and numbers: the ids may be names of people.
    result.remarks.forEach(({ kind, reason, count }) =>
      logger.warn(`${kind}: ${reason} (${count})`),
    );
    throw new Error(
      `${outcome} The old memory was not changed, and ${to.memoryId} stays: retry the task, which goes on where it was.`,
    );
  }
  logger.info(outcome);
  const now = await writer.readToRepeat(place, from.memoryId, { signal });
  return {
    contents: result,
    settings: settingsThatDiffer(target, now),
    notCarried: notCarried(now.state),
  };
}
