// What can rot in the documents: links, and blocks of code.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import YAML from 'yaml';
import { brokenLinks } from './markdownLinks.mjs';

const BLOCK = /^( *)```(\w+)\n([^]*?)^\1```/gm;
const IMPORT =
  /import (?:type )?\{([^}]*)\} from '(backstage-plugin-[\w-]+)(\/alpha)?'/g;

function parses(parse) {
  return code => {
    try {
      parse(code);
      return [];
    } catch (error) {
      return [error.message.split('\n')[0]];
    }
  };
}

/** Names that are imported from a package of ours must be in the report of its API. */
function unknownNames(root, code) {
  return [...code.matchAll(IMPORT)].flatMap(([, names, name, alpha]) => {
    const folder = name.replace('backstage-plugin-', '');
    const report = readFileSync(
      path.join(
        root,
        'plugins',
        folder,
        alpha ? 'report-alpha.api.md' : 'report.api.md',
      ),
      'utf8',
    );
    return names
      .split(',')
      .map(part => part.trim().split(' as ')[0])
      .filter(part => part && !new RegExp(`\\b${part}\\b`).test(report))
      .map(part => `${name} does not export ${part}`);
  });
}

function syntaxErrors(code, jsx) {
  const { diagnostics } = ts.transpileModule(code, {
    reportDiagnostics: true,
    fileName: jsx ? 'block.tsx' : 'block.ts',
    compilerOptions: { jsx: ts.JsxEmit.Preserve },
  });
  return diagnostics.map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, ' '),
  );
}

function shellErrors(code) {
  const { status, stderr } = spawnSync('bash', ['-n'], {
    input: code,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [stderr.trim()];
}

function checkBlock(root, language, code) {
  switch (language) {
    case 'json':
      return parses(JSON.parse)(code);
    case 'yaml':
      return parses(text =>
        YAML.parseAllDocuments(text).forEach(document => {
          if (document.errors.length > 0) throw document.errors[0];
        }),
      )(code);
    case 'ts':
    case 'tsx':
      return [
        ...syntaxErrors(code, language === 'tsx'),
        ...unknownNames(root, code),
      ];
    case 'sh':
      return shellErrors(code);
    default:
      return [];
  }
}

/** What is wrong with the documents that a repository tracks, one line each. */
export function findFaultsInDocs(root) {
  const { stdout } = spawnSync('git', ['ls-files', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = stdout
    .split('\n')
    .filter(file => file && !/CHANGELOG|\.api\.md$|^\.changeset/.test(file));
  return files.flatMap(file => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const blocks = [...text.matchAll(BLOCK)].flatMap(
      ([, indent, language, code]) =>
        checkBlock(
          root,
          language,
          code.replace(new RegExp(`^${indent}`, 'gm'), ''),
        ).map(
          fault =>
            `${file}: in a block that begins "${
              code.trim().split('\n')[0]
            }": ${fault}`,
        ),
    );
    const links = brokenLinks(root, file).map(
      link => `${file}: ${link} leads nowhere`,
    );
    return [...links, ...blocks];
  });
}
