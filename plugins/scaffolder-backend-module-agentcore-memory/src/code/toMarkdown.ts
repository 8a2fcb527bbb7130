import { CodeFile } from './CodeFile';

/** Languages as highlighters know them, by the end of a file's name. */
const LANGUAGES: Readonly<Record<string, string>> = {
  md: 'markdown',
  tf: 'hcl',
  yaml: 'yaml',
};

/** A fence that is longer than any in the text. */
function fenceFor(content: string): string {
  const longest = Math.max(
    2,
    ...[...content.matchAll(/`+/g)].map(([{ length }]) => length),
  );
  return '`'.repeat(longest + 1);
}

/** Files as markdown, each below its name; the README is for the repository and left out. */
export function toMarkdown(files: readonly CodeFile[]): string {
  return files
    .filter(({ path }) => path !== 'README.md')
    .map(({ path, content }) => {
      const fence = fenceFor(content);
      const language = LANGUAGES[path.split('.').pop() ?? ''] ?? '';
      return `**${path}**\n\n${fence}${language}\n${content.trimEnd()}\n${fence}\n`;
    })
    .join('\n');
}
