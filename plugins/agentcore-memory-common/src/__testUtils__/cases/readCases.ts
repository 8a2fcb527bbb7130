import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** What every case has. */
export interface AnyCase {
  name: string;
  /** One line: what is to be learnt from it. */
  why: string;
}

/** The cases of one folder. */
export interface CaseGroup {
  /** Below `__cases__`, such as `key-usable`. */
  group: string;
  cases: AnyCase[];
}

/** All cases below a folder, by the folders they lie in. A file holds one case or a list of them. */
export function readCases(root: string): CaseGroup[] {
  const byGroup = new Map<string, AnyCase[]>();
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => name.endsWith('.json')).sort()) {
    const path = join(root, file);
    const found: AnyCase | AnyCase[] = JSON.parse(readFileSync(path, 'utf8'));
    const group = relative(root, dirname(path)).split(sep).join('/');
    byGroup.set(group, [...(byGroup.get(group) ?? []), ...[found].flat()]);
  }
  return [...byGroup].map(([group, cases]) => ({ group, cases }));
}

/** Fails on fields that no check reads, since a misspelt one would make a case say less than it seems to. */
export function onlyFields(
  value: object,
  fields: readonly string[],
  where: string,
): void {
  const unknown = Object.keys(value).filter(name => !fields.includes(name));
  if (unknown.length > 0) {
    throw new Error(`${where} has unknown fields: ${unknown.join(', ')}`);
  }
}

/** What was found in a case, beside what it expects; equal where all is well. */
export interface Comparison {
  actual: unknown;
  expected: unknown;
}

/** A reason as a case tells it: the part that it asks for if that is there, else all of it. */
export function partOf(reason: string | undefined, part: string | undefined) {
  if (part === undefined) return undefined;
  return reason?.includes(part) ? part : reason;
}
