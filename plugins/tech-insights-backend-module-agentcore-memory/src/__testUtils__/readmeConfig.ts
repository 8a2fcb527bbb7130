import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const README = readFileSync(join(__dirname, '../../README.md'), 'utf8');

function part(name: string): Record<string, object> {
  const blocks = [...README.matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, text]) => parse(text).techInsights[name],
  );
  return blocks.find(block => block !== undefined);
}

/** The configuration that the README tells people to copy. */
export const README_CONFIG = {
  techInsights: {
    factRetrievers: part('factRetrievers'),
    factChecker: part('factChecker'),
  },
};
