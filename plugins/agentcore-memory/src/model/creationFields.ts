import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';

/** The pages of the form on which something is filled in. */
type FormPage =
  | 'Memory'
  | 'Place and key'
  | 'What it keeps'
  | 'Now or as code'
  | 'Memory and key';

/** Titles of the fields, by the names that they have in the action's input, and their pages. */
export const CREATION_FIELDS: Record<string, readonly [string, FormPage]> = {
  name: ['Name', 'Memory'],
  owner: ['Owner', 'Memory'],
  system: ['System', 'Memory'],
  description: ['Description', 'Memory'],
  accountId: ['Account and region', 'Place and key'],
  region: ['Account and region', 'Place and key'],
  encryptionKeyArn: ['Key', 'Place and key'],
  newKeyAlias: ['Key', 'Place and key'],
  eventExpiryDays: ['Days that events are kept', 'What it keeps'],
  strategies: ['Long-term strategies', 'What it keeps'],
  executionRoleArn: ['Execution role', 'What it keeps'],
  indexedKeys: ['Indexed keys', 'What it keeps'],
  namespaceKeys: ['Namespace keys', 'What it keeps'],
  tags: ['Tags', 'What it keeps'],
  language: ['What is to be done', 'Now or as code'],
};

/** The same for the input of the action that replaces a memory. */
export const REPLACEMENT_FIELDS: Record<string, readonly [string, FormPage]> = {
  memoryArn: ['Memory to replace', 'Memory and key'],
  owner: ['Memory to replace', 'Memory and key'],
  accountId: ['Memory to replace', 'Memory and key'],
  region: ['Memory to replace', 'Memory and key'],
  name: ['Name of the new memory', 'Memory and key'],
  encryptionKeyArn: ['Key', 'Memory and key'],
  newKeyAlias: ['Key', 'Memory and key'],
};

/** Titles of the fields of the items of lists. */
export const ITEM_FIELDS: Record<string, string> = {
  type: 'Type',
  name: 'Name',
  description: 'Description',
  namespaceTemplate: 'Namespace',
  reflectionNamespaceTemplate: 'Namespace of reflections',
  override: 'What it customises',
  extraction: 'Extraction',
  consolidation: 'Consolidation',
  reflection: 'Reflection',
  modelId: 'Model',
  appendToPrompt: 'Added to the prompt',
  selfManaged: 'Your pipeline',
  topicArn: 'SNS topic',
  bucketName: 'S3 bucket',
  messageCount: 'Messages',
  tokenCount: 'Tokens',
  idleSessionTimeoutSeconds: 'Seconds without a message',
  historicalContextWindowSize: 'Earlier messages',
  key: 'Key',
  value: 'Value',
  allowedValues: 'Allowed values',
  regexPattern: 'Pattern',
};

/** Where a problem is, as the form calls it. */
export interface ProblemPlace {
  /** The field, with the item of a list that it belongs to. Left out: no field in particular. */
  field?: string;
  /** The page to go back to. */
  page?: FormPage;
}

function wordOf(part: string): string {
  if (/^\d+$/.test(part)) return `No. ${Number(part) + 1}`;
  return Object.hasOwn(ITEM_FIELDS, part) ? ITEM_FIELDS[part] : part;
}

/**
 * Where the field of a problem is. One that the form does not know is called what the backend calls it.
 *
 * @param replaces - whether the form is the one that replaces a memory
 */
export function placeOfProblem(
  { field }: FieldProblem,
  replaces: boolean = false,
): ProblemPlace {
  const [first, ...rest] = field.split('.');
  if (!first) return {};
  if (replaces) {
    if (Object.hasOwn(REPLACEMENT_FIELDS, first)) {
      const [title, page] = REPLACEMENT_FIELDS[first];
      return { field: title, page };
    }
    // Set up as on the old memory: the form has no field for it.
    const { field: title } = placeOfProblem({ field, message: '' });
    return { field: `${title}, as on the old memory` };
  }
  const known = Object.hasOwn(CREATION_FIELDS, first);
  const [title, page] = known ? CREATION_FIELDS[first] : [first, undefined];
  return {
    field: [title, ...rest.map(wordOf)].join(' · '),
    ...(page && { page }),
  };
}
