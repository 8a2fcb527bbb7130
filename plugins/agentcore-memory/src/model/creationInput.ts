import { FormData, keyOf, memoryOf, ownerOf, textOf } from './creationForm';
import { tidyStrategies } from './newStrategies';

/** The fields that the form and the inputs of `agentcore-memory:create` and `:write-code` call the same. */
const SAME = [
  'name',
  'system',
  'description',
  'eventExpiryDays',
  'indexedKeys',
  'namespaceKeys',
  'executionRoleArn',
  'tags',
];

/** A value without what was left empty; `undefined` where nothing is left. */
function filledIn(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(filledIn).filter(item => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([field, each]) => [field, filledIn(each)] as const)
    .filter(([, each]) => each !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** What the action is given for a filled-in form. Account and region of a new memory are in the path of the preview. */
export function creationInput(form: FormData): Record<string, unknown> {
  const { strategies } = form;
  const { memoryArn } = memoryOf(form.memory);
  if (memoryArn) {
    const name = textOf(form.name);
    const owner = ownerOf(form);
    return {
      memoryArn,
      ...(owner && { owner }),
      ...(name && { name }),
      ...keyOf(form.key),
    };
  }
  const same = SAME.map(field => [field, form[field]]);
  const input = filledIn({
    ...Object.fromEntries(same),
    owner: ownerOf(form),
    ...keyOf(form.key),
    ...(form.how !== 'create' && { language: form.how }),
    ...(Array.isArray(strategies) && {
      strategies: tidyStrategies(strategies, strategies),
    }),
  });
  return { ...(input as object | undefined) };
}
