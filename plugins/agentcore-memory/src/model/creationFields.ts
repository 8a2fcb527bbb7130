import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';

/** The title of a field, and that of its page. */
type Place = readonly [string, string];

/** Titles of the fields, by the names that they have in the action's input, and their pages. */
export function creationFields(t: Translate): Record<string, Place> {
  return {
    name: [t('common.word.name'), t('create.page.memory')],
    owner: [t('common.word.owner'), t('create.page.memory')],
    system: [t('create.field.system'), t('create.page.memory')],
    description: [t('create.field.description'), t('create.page.memory')],
    accountId: [t('create.field.place'), t('create.page.placeAndKey')],
    region: [t('create.field.place'), t('create.page.placeAndKey')],
    encryptionKeyArn: [t('common.word.key'), t('create.page.placeAndKey')],
    newKeyAlias: [t('common.word.key'), t('create.page.placeAndKey')],
    eventExpiryDays: [
      t('create.field.eventExpiryDays'),
      t('create.page.whatItKeeps'),
    ],
    strategies: [t('create.field.strategies'), t('create.page.whatItKeeps')],
    executionRoleArn: [
      t('create.field.executionRoleArn'),
      t('create.page.whatItKeeps'),
    ],
    indexedKeys: [t('create.field.indexedKeys'), t('create.page.whatItKeeps')],
    namespaceKeys: [
      t('create.field.namespaceKeys'),
      t('create.page.whatItKeeps'),
    ],
    tags: [t('create.field.tags'), t('create.page.whatItKeeps')],
    language: [t('create.field.language'), t('create.page.nowOrAsCode')],
  };
}

/** The same for the input of the action that replaces a memory. */
export function replacementFields(t: Translate): Record<string, Place> {
  return {
    memoryArn: [t('create.field.memory'), t('create.page.memoryAndKey')],
    owner: [t('create.field.memory'), t('create.page.memoryAndKey')],
    accountId: [t('create.field.memory'), t('create.page.memoryAndKey')],
    region: [t('create.field.memory'), t('create.page.memoryAndKey')],
    name: [t('create.field.newName'), t('create.page.memoryAndKey')],
    encryptionKeyArn: [t('common.word.key'), t('create.page.memoryAndKey')],
    newKeyAlias: [t('common.word.key'), t('create.page.memoryAndKey')],
  };
}

/** Titles of the fields of the items of lists. */
export function itemFields(t: Translate): Record<string, string> {
  return {
    type: t('create.item.type'),
    name: t('common.word.name'),
    description: t('create.field.description'),
    namespaceTemplate: t('create.item.namespaceTemplate'),
    reflectionNamespaceTemplate: t('create.item.reflectionNamespaceTemplate'),
    override: t('create.item.override'),
    extraction: t('create.item.extraction'),
    consolidation: t('create.item.consolidation'),
    reflection: t('create.item.reflection'),
    modelId: t('create.item.modelId'),
    appendToPrompt: t('create.item.appendToPrompt'),
    selfManaged: t('create.item.selfManaged'),
    topicArn: t('create.item.topicArn'),
    bucketName: t('create.item.bucketName'),
    messageCount: t('create.item.messageCount'),
    tokenCount: t('create.item.tokenCount'),
    idleSessionTimeoutSeconds: t('create.item.idleSessionTimeoutSeconds'),
    historicalContextWindowSize: t('create.item.historicalContextWindowSize'),
    key: t('common.word.key'),
    value: t('create.item.value'),
    allowedValues: t('create.item.allowedValues'),
    regexPattern: t('create.item.regexPattern'),
  };
}

/** Where a problem is, as the form calls it. */
export interface ProblemPlace {
  /** The field, with the item of a list that it belongs to. Left out: no field in particular. */
  field?: string;
  /** The page to go back to. */
  page?: string;
}

function wordOf(t: Translate, part: string): string {
  if (/^\d+$/.test(part)) {
    return t('create.item.number', { number: String(Number(part) + 1) });
  }
  const fields = itemFields(t);
  return Object.hasOwn(fields, part) ? fields[part] : part;
}

/**
 * Where the field of a problem is. One that the form does not know is called what the backend calls it.
 *
 * @param replaces - whether the form is the one that replaces a memory
 */
export function placeOfProblem(
  t: Translate,
  { field }: FieldProblem,
  replaces: boolean = false,
): ProblemPlace {
  const [first, ...rest] = field.split('.');
  if (!first) return {};
  if (replaces) {
    const ofForm = replacementFields(t);
    if (Object.hasOwn(ofForm, first)) {
      const [title, page] = ofForm[first];
      return { field: title, page };
    }
    // Set up as on the old memory: the form has no field for it.
    const { field: title = field } = placeOfProblem(t, { field, message: '' });
    return { field: t('create.field.asOnOld', { field: title }) };
  }
  const fields = creationFields(t);
  const known = Object.hasOwn(fields, first);
  const [title, page] = known ? fields[first] : [first, undefined];
  return {
    field: [title, ...rest.map(part => wordOf(t, part))].join(' · '),
    ...(page && { page }),
  };
}
