import { Document, Pair, Scalar, YAMLMap } from 'yaml';
import { escapeInvisible, INVISIBLE } from './invisible';

/** A text of a person: in quotes, so that no YAML reader takes it for a number, date or boolean. */
export function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  const isReadable = text.replace(/\n/g, '').search(INVISIBLE) < 0;
  scalar.type =
    isReadable && text.includes('\n')
      ? Scalar.BLOCK_LITERAL
      : Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** Tags or the like, whose names are texts of a person as well. */
export function quotedMap(texts: Readonly<Record<string, string>>): YAMLMap {
  const map = new YAMLMap();
  for (const [name, text] of Object.entries(texts)) {
    map.add(new Pair(quoted(name), quoted(text)));
  }
  return map;
}

/** A value of JSON with all its texts in quotes. */
export function quotedJson(value: unknown): unknown {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.map(quotedJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, quotedJson(inner)]),
  );
}

/** CloudFormation's short form of a function of one text, such as `!Ref Memory`. */
export function call(name: string, argument: string): Scalar<string> {
  const scalar = new Scalar(argument);
  scalar.tag = `!${name}`;
  return scalar;
}

/** The same of two values, such as `!Equals`. */
export function callWithTwo(name: string, first: unknown, second: unknown) {
  const sequence = new Document([first, second]).contents;
  if (sequence) sequence.tag = `!${name}`;
  return sequence;
}

/** A file of YAML. */
export function toYaml(value: unknown): string {
  return new Document(value)
    .toString({ lineWidth: 0 })
    .replace(INVISIBLE, found =>
      found === '\n' ? found : escapeInvisible(found),
    );
}
