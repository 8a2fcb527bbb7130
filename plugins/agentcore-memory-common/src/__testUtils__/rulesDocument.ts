import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuleId } from '../rules';

const DOCUMENT = readFileSync(
  join(__dirname, '../../../../docs/rules.md'),
  'utf8',
);

/** The text below each heading of the second level of `docs/rules.md`. */
export const SECTIONS: ReadonlyMap<string, string> = new Map(
  DOCUMENT.split(/^## /m)
    .slice(1)
    .map(text => {
      const end = text.indexOf('\n');
      return [text.slice(0, end).trim(), text.slice(end + 1)];
    }),
);

/** The text below a heading; empty if there is none. */
export function section(heading: string): string {
  return SECTIONS.get(heading) ?? '';
}

/** The cells of the rows of a table, without its head. */
export function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

/** The outcomes that a rule can have by itself, as its table in the document lists them, sorted. */
export function documentedOutcomes(rule: RuleId): string[] {
  return rowsOf(section(rule))
    .map(([outcome]) => outcome.replace(/^`|`$/g, ''))
    .sort();
}
