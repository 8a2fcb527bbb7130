import YAML from 'yaml';

// "In `file`, in `scope`, before|after|instead of `code`": where a block of code belongs.
const PLACE =
  /In `([^`]+)`,\s(?:in `([^`]+)`,\s)?(before|after|instead of)\s`([^`]+)`/g;
const CONFIG_PLACE = /In `([^`]+\.yaml)`, under the keys of the same name/g;
const BLOCK = /^( *)```(\w+)\n([^]*?)^\1```/gm;

/** A text without the indentation of the list that it stands in. */
function dedent(text, indent) {
  return text.replace(new RegExp(`^${indent}`, 'gm'), '').trimEnd();
}

/** The part of a document below a heading of level 2, the heading included. */
export function section(text, heading) {
  const start = text.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(`There is no heading "${heading}"`);
  const end = text.indexOf('\n## ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

function toStep(language, code, place) {
  switch (language) {
    case 'sh':
      return { kind: 'command', title: code.split('\n')[0], command: code };
    case 'json':
      return {
        kind: 'resolutions',
        title: 'resolutions in package.json',
        content: JSON.parse(code),
      };
    case 'yaml': {
      const [, file] = [...place.matchAll(CONFIG_PLACE)].at(-1) ?? [];
      if (!file) throw new Error(`No place for the configuration:\n${code}`);
      return { kind: 'config', title: file, file, content: YAML.parse(code) };
    }
    default: {
      const [, file, scope, where, anchor] =
        [...place.matchAll(PLACE)].at(-1) ?? [];
      if (!file) throw new Error(`No place for the code:\n${code}`);
      const title = `${file}, ${where} ${anchor}`;
      return { kind: 'code', title, file, scope, where, anchor, code };
    }
  }
}

/** The steps of a document, or of one section of it: what its blocks of code say, and where they belong. */
export function readSteps(text, heading) {
  const part = heading ? section(text, heading) : text;
  let end = 0;
  return [...part.matchAll(BLOCK)].map(match => {
    const [whole, indent, language, code] = match;
    const place = part.slice(end, match.index);
    end = match.index + whole.length;
    return toStep(language, dedent(code, indent), place);
  });
}
