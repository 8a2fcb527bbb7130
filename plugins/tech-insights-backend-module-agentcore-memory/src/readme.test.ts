import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MEMORY_FACTS } from './memoryFacts';
import { TEAM_FACTS } from './teamFacts';

describe('the README', () => {
  it('has all facts, with their types', () => {
    const text = readFileSync(join(__dirname, '../README.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(\w+)` +\| (\w+) +\|/gm)];
    expect(rows.map(([, name, type]) => [name, type])).toEqual(
      [MEMORY_FACTS, TEAM_FACTS].flatMap(schema =>
        Object.entries(schema).map(([name, { type }]) => [name, type]),
      ),
    );
  });
});
