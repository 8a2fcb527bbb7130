/** What a piece of work cost this process. */
export interface Cost {
  /** Seconds. */
  wall: number;
  /** Seconds of processor time. */
  cpu: number;
  /** Highest heap in use after a garbage collection, above the one at the start; megabytes. */
  heapGrowth: number;
}

const SAMPLE_EVERY_MS = 2_000;
const MEGABYTE = 1024 * 1024;

function liveHeap(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / MEGABYTE;
}

/** Does some work and tells what it cost. Needs `--expose-gc` to tell live memory from garbage. */
export async function measure(work: () => Promise<void>): Promise<Cost> {
  const heapBefore = liveHeap();
  let peak = heapBefore;
  const sample = () => {
    peak = Math.max(peak, liveHeap());
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  sample();
  return { wall, cpu: (user + system) / 1e6, heapGrowth: peak - heapBefore };
}
