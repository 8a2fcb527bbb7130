import { escapeInvisible, INVISIBLE } from './invisible';

/** Code that stands as it is, such as the name of another resource's attribute. */
export class HclExpression {
  constructor(readonly code: string) {}
}

/** A call of a function with one argument. */
export class HclCall {
  constructor(readonly name: string, readonly argument: HclValue) {}
}

/** What an attribute may be set to. */
export type HclValue =
  | string
  | number
  | boolean
  | null
  | HclExpression
  | HclCall
  | readonly HclValue[]
  | { readonly [key: string]: HclValue };

/** A block, with attributes first; those that are `undefined` are left out. */
export interface HclBlock {
  type: string;
  labels?: readonly string[];
  attributes?: { readonly [name: string]: HclValue | undefined };
  blocks?: readonly HclBlock[];
}

/** Words that mean something else than themselves where a key of an object stands. */
const KEYWORDS = ['for', 'true', 'false', 'null'];
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  // Where they begin a template.
  $: '$$',
  '%': '%%',
};

/** A file of blocks, formatted as `terraform fmt` does. */
export function toHcl(blocks: readonly HclBlock[]): string {
  return `${blocks.map(one => blockLines(one).join('\n')).join('\n\n')}\n`;
}

function blockLines(block: HclBlock): string[] {
  const { type, labels = [], attributes = {}, blocks = [] } = block;
  const head = [type, ...labels.map(quote)].join(' ');
  const entries = Object.entries(attributes).filter(
    (entry): entry is [string, HclValue] => entry[1] !== undefined,
  );
  const parts = [
    ...(entries.length > 0 ? [entryLines(entries)] : []),
    ...blocks.map(blockLines),
  ];
  const body = parts.flatMap((lines, index) =>
    index === 0 ? lines : ['', ...lines],
  );
  return [`${head} {`, ...indent(body), '}'];
}

/** Lines of `name = value`. Adjacent ones of one line each have their equals signs below each other. */
function entryLines(entries: readonly (readonly [string, HclValue])[]) {
  const rendered = entries.map(([name, value]) => ({
    name,
    lines: valueLines(value),
  }));
  const widths = rendered.map(({ name, lines }) =>
    lines.length === 1 ? name.length : 0,
  );
  for (let index = 0; index < widths.length; ) {
    let end = index;
    while (widths[end] > 0) end++;
    widths.fill(Math.max(0, ...widths.slice(index, end)), index, end);
    index = end + 1;
  }
  return rendered.flatMap(({ name, lines }, index) => {
    const [first, ...others] = lines;
    return [`${name.padEnd(widths[index])} = ${first}`, ...others];
  });
}

function valueLines(value: HclValue): string[] {
  if (value instanceof HclExpression) return [value.code];
  if (value instanceof HclCall) return callLines(value);
  if (typeof value === 'string') return [quote(value)];
  if (typeof value !== 'object' || value === null) return [String(value)];
  if (isList(value)) return listLines(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return ['{}'];
  const named = entries.map(([key, inner]) => [toKey(key), inner] as const);
  return ['{', ...indent(entryLines(named)), '}'];
}

function callLines({ name, argument }: HclCall): string[] {
  const lines = valueLines(argument);
  return lines.map((line, index) => {
    const opened = index === 0 ? `${name}(${line}` : line;
    return index === lines.length - 1 ? `${opened})` : opened;
  });
}

function listLines(list: readonly HclValue[]): string[] {
  const items = list.map(valueLines);
  if (items.length < 2 && items.every(lines => lines.length === 1)) {
    return [`[${items.join('')}]`];
  }
  const lines = items.flatMap(item => [
    ...item.slice(0, -1),
    `${item[item.length - 1]},`,
  ]);
  return ['[', ...indent(lines), ']'];
}

function isList(value: object): value is readonly HclValue[] {
  return Array.isArray(value);
}

function toKey(key: string): string {
  return /^[a-z_]\w*$/i.test(key) && !KEYWORDS.includes(key) ? key : quote(key);
}

function quote(text: string): string {
  const escaped = text
    .replace(/[\\"\n\r\t]|[$%](?=\{)/g, found => ESCAPES[found])
    .replace(INVISIBLE, escapeInvisible);
  return `"${escaped}"`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map(line => (line === '' ? '' : `  ${line}`));
}
