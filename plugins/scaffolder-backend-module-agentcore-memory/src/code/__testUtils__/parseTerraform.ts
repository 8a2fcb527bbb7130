import { parseToObject } from 'hcl2-parser';
import { CodeFile } from '../CodeFile';

/** Code that is no text, such as the attribute of another resource. */
export class Expression {
  constructor(readonly code: string) {}
}

/** The body of a block. Blocks in it are lists. */
export type Body = Record<string, unknown>;

/** The parsed files of a folder. */
export interface TerraformCode {
  terraform: Body[];
  provider: Record<string, Body[]>;
  /** By type and name. */
  resource: Record<string, Record<string, Body[]>>;
  output: Record<string, Body[]>;
}

// HashiCorp's parser gives expressions as texts in ${}, just as it gives the text "${}" of which the code is "$${}".
// So that they are told apart, the escapes are marked before it reads them.
const DOLLAR = 'ESCAPED-DOLLAR-9c1f';
const PERCENT = 'ESCAPED-PERCENT-9c1f';

/** Reads all .tf files. Throws where one is no HCL. */
export function parseTerraform(files: readonly CodeFile[]): TerraformCode {
  const code = files
    .filter(({ path }) => path.endsWith('.tf'))
    .map(({ content }) => content)
    .join('\n');
  return parseHcl(code) as unknown as TerraformCode;
}

function parseHcl(code: string): Body {
  const [parsed] = parseToObject(
    code.replaceAll('$${', `${DOLLAR}{`).replaceAll('%%{', `${PERCENT}{`),
  );
  if (!parsed) throw new SyntaxError('This is no HCL');
  return readValue(parsed) as Body;
}

function readValue(value: unknown): unknown {
  if (typeof value === 'string') return readText(value);
  if (Array.isArray(value)) return value.map(readValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      readText(name),
      readValue(inner),
    ]),
  );
}

function readText(text: string): unknown {
  const code = /^\$\{(.*)\}$/s.exec(text)?.[1];
  if (code !== undefined) return readExpression(code);
  if (/[$%]\{/.test(text)) return new Expression(text);
  return text.replaceAll(DOLLAR, '$').replaceAll(PERCENT, '%');
}

/** The value of a call of jsonencode is read, too, and given as JSON; nothing else is evaluated. */
function readExpression(code: string): unknown {
  const argument = /^jsonencode\((.*)\)$/s.exec(code)?.[1];
  return argument === undefined
    ? new Expression(code)
    : JSON.stringify(parseHcl(`value = ${argument}\n`).value);
}
