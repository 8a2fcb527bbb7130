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
import { outcomeOf, remarkText } from './reportMarkdown';
import { strategyMap } from './strategyMap';

/** A memory whose contents were moved. */
export interface Moved {
  contents: MigrationResult;
  /** When both sides were last compared; ISO 8601. */
  comparedAt: string;
  /** How the new memory's settings differ from those that the old one has at the end. */
  settings: string[];
  notCarried: string[];
}

/** Records of a strategy can only be copied to one of the same name. */
function checkStrategies(from: RepeatableMemory, to: RepeatableMemory): void {
  const missing = from.strategies
    .map(({ name }) => name)
    .filter(name => !to.strategies.some(strategy => strategy.name === name));
  if (missing.length === 0) return;
  throw new Error(
    `The old memory has strategies that the new one lacks: ${missing.join(
      ', ',
    )}. Add them to the new one, then run this again.`,
  );
}

/**
 * Copies what a memory holds to its successor, tells the log how far it is, and verifies the copy. Throws where the
 * successor does not have all of it in the end: what it has stays, and the next run goes on there.
 */
export async function moveContents(options: {
  place: AwsPlace;
  from: { memoryId: string };
  to: { memoryId: string };
  contents: MemoryContents;
  writer: MemoryWriter;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  copying?: Pick<MigrationOptions, 'wait' | 'payloadBytes'>;
  signal?: AbortSignal;
}): Promise<Moved> {
  const { place, from, to, contents, writer, logger, signal } = options;
  const readBoth = async () => {
    const [old, next] = await Promise.all(
      [from, to].map(({ memoryId }) =>
        writer.readToRepeat(place, memoryId, { signal }),
      ),
    );
    checkStrategies(old, next);
    return { old, next };
  };
  const before = await readBoth();
  const result = await copyContents({
    ...options.copying,
    contents,
    from: { place, memoryId: from.memoryId },
    to: { place, memoryId: to.memoryId },
    strategies: strategyMap(before.old.strategies, before.next.strategies),
    onProgress: logProgress(logger),
    signal,
  });
  const comparedAt = new Date().toISOString();
  const outcome = outcomeOf(result);
  if (!result.complete && !result.upToDate) {
    // Kinds and numbers: the ids may be names of people.
    result.remarks.forEach(remark => logger.warn(remarkText(remark)));
    throw new Error(
      `${outcome} The old memory holds what it held, and ${to.memoryId} stays: retry the task, which goes on where it was.`,
    );
  }
  logger.info(outcome);
  const { old, next } = await readBoth();
  return {
    contents: result,
    comparedAt,
    settings: settingsThatDiffer(next, old),
    notCarried: notCarried(old.state, next.state),
  };
}
