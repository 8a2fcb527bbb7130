import { assessMemory } from 'backstage-plugin-agentcore-memory-common';
import { accountOf, keyOf, memoryOf } from './facts';
import { measure } from './measure';
import { Report } from './report';

const MEMORIES = 100_000;
const KEYS = 8_000;
const TODAY = '2026-11-25';

/** Judging every memory of a large company. */
export async function benchAssess(report: Report): Promise<void> {
  const keys = Array.from({ length: KEYS }, (_, i) => keyOf(i));
  const memories = Array.from({ length: MEMORIES }, (_, i) =>
    memoryOf(i, keys[i % KEYS], accountOf(i % KEYS)),
  );
  let judged = 0;
  const { cpu, wall } = await measure(async () => {
    memories.forEach((memory, i) => {
      const { findings } = assessMemory({
        memory,
        key: keys[i % KEYS],
        today: TODAY,
      });
      if (findings.length > 0) judged += 1;
    });
  });
  if (judged !== MEMORIES) throw new Error('Not every memory was judged');
  report.add(`assess ${MEMORIES} memories with ${KEYS} keys`, wall, 's', {
    atMost: 2,
  });
  report.add('assess: processor time', cpu, 's');
}
