import {
  AwsPlace,
  MemoryContents,
} from 'backstage-plugin-agentcore-memory-node';
import { Wait } from '../wait';
import { Progress } from './Progress';
import { StrategyMap } from './recordMapping';

/** A memory. */
export interface MemorySide {
  place: AwsPlace;
  memoryId: string;
}

/** What is to be copied or compared. */
export interface MigrationOptions {
  contents: MemoryContents;
  /** The old memory; it is only ever read. */
  from: MemorySide;
  /** The new one. */
  to: MemorySide;
  strategies: StrategyMap;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** How many sessions are copied at a time; enough that AWS's quotas are the limit. Default 64. */
  sessionsAtOnce?: number;
  /** How often both sides are read at most. Default 10. */
  maxPasses?: number;
  /** How much payload may be in memory. Default 32 MB. */
  payloadBytes?: number;
  /** How long listings may miss what was written before, in milliseconds. Default 5 000. */
  settleMs?: number;
  /** Waits; tests bring their own. */
  wait?: Wait;
}
