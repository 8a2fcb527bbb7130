import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, as Linux counts processor time for programs. */
const TICKS = 100;

function statOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}

/** Seconds of processor time of a PostgreSQL on the same machine, those of its ended processes included. */
export function postgresCpu(): number {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(statOf)
    .reduce((sum, stat = '') => {
      const [head, tail] = stat.split(') ');
      if (!head.endsWith('(postgres')) return sum;
      const fields = tail.split(' ').map(Number);
      // utime, stime, and those of children that were waited for; the first field here is the third of the file.
      return sum + fields.slice(11, 15).reduce((a, b) => a + b, 0) / TICKS;
    }, 0);
}
