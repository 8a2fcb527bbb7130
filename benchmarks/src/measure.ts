/** What a piece of work cost this process. */
export interface Cost {
  /** Seconds. */
  wall: number;
  /** Seconds of processor time. */
  cpu: number;
  /** Highest heap in use after a garbage collection, above the one at the start; megabytes. */
  heapGrowth: number;
  /** The same with the garbage that comes together between two collections. */
  heapPeak: number;
}

const COLLECT_EVERY_MS = 2_000;
const SAMPLE_EVERY_MS = 100;
const MEGABYTE = 1024 * 1024;

function heap(): number {
  return process.memoryUsage().heapUsed / MEGABYTE;
}

function liveHeap(): number {
  global.gc?.();
  return heap();
}

/** Does some work and tells what it cost. Needs `--expose-gc` to tell live memory from garbage. */
export async function measure(work: () => Promise<void>): Promise<Cost> {
  const heapBefore = liveHeap();
  let livePeak = heapBefore;
  let peak = heapBefore;
  const sample = () => {
    peak = Math.max(peak, heap());
  };
  const collect = () => {
    sample();
    livePeak = Math.max(livePeak, liveHeap());
  };
  const timers = [
    setInterval(sample, SAMPLE_EVERY_MS),
    setInterval(collect, COLLECT_EVERY_MS),
  ];
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  try {
    await work();
  } finally {
    timers.forEach(clearInterval);
  }
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  collect();
  return {
    wall,
    cpu: (user + system) / 1e6,
    heapGrowth: livePeak - heapBefore,
    heapPeak: peak - heapBefore,
  };
}
