/**
 * The first name that stands twice in one object of a JSON text. `JSON.parse` silently keeps the last one,
 * so a statement with two `Effect`s would be read as AWS may not read it. Expects text that `JSON.parse`
 * accepts. Keeps its own stack: the text may be nested deeper than the engine's.
 */
export function duplicateKey(json: string): string | undefined {
  const stack: (Set<string> | undefined)[] = [];
  let position = 0;
  while (position < json.length) {
    const character = json[position];
    if (character === '{') stack.push(new Set());
    else if (character === '[') stack.push(undefined);
    else if (character === '}' || character === ']') stack.pop();
    if (character !== '"') {
      position++;
      continue;
    }
    const end = endOfString(json, position);
    const names = stack[stack.length - 1];
    if (names && isName(json, end)) {
      const name: string = JSON.parse(json.slice(position, end));
      if (names.has(name)) return name;
      names.add(name);
    }
    position = end;
  }
  return undefined;
}

function endOfString(json: string, start: number): number {
  let position = start + 1;
  while (json[position] !== '"') position += json[position] === '\\' ? 2 : 1;
  return position + 1;
}

function isName(json: string, after: number): boolean {
  let position = after;
  while (' \t\r\n'.includes(json[position] ?? '.')) position++;
  return json[position] === ':';
}
