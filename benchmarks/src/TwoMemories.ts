import { AwsPlace } from 'backstage-plugin-agentcore-memory-node';
import { SandboxProcess } from './SandboxProcess';

/** How much a memory holds. */
export interface ContentsSize {
  actors: number;
  /** Spread evenly over the actors. */
  sessions: number;
  /** Spread evenly over the sessions. */
  events: number;
  records: number;
}

/** What the local AWS is to begin with. */
export interface Seed {
  place: AwsPlace;
  latencyMs: number;
  size: ContentsSize;
}

/** What the local AWS itself says of a memory. */
export interface FoundMemory {
  id: string;
  events: number;
  records: number;
  /** Of all contents. */
  digest: string;
}

/** The memory that is copied, and the one that becomes its copy. */
export interface TwoMemories {
  from: FoundMemory;
  to: FoundMemory;
}

/** Some work with a full memory and an empty one, in a local AWS of their own. */
export async function withTwoMemories<T>(
  seed: Seed,
  work: (sandbox: SandboxProcess) => Promise<T>,
): Promise<T> {
  const sandbox = await SandboxProcess.run(
    require.resolve('./contentsSandbox'),
    [JSON.stringify(seed)],
  );
  try {
    return await work(sandbox);
  } finally {
    await sandbox.stop();
  }
}

/** What both memories hold, as the local AWS sees it. */
export function look(sandbox: SandboxProcess): Promise<TwoMemories> {
  return sandbox.ask('What do they hold?');
}
