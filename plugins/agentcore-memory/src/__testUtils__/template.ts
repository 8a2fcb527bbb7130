import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A page of a template's form. */
export interface TemplatePage {
  title: string;
  [field: string]: unknown;
}

/** The pages of the form of a template of this repository. */
export function templatePages(name: string): TemplatePage[] {
  const path = join(
    __dirname,
    '../../../scaffolder-backend-module-agentcore-memory/templates',
    name,
    'template.yaml',
  );
  const { spec } = parse(readFileSync(path, 'utf8'));
  // Without shared references, as the catalog gives it back.
  return JSON.parse(JSON.stringify(spec.parameters));
}
