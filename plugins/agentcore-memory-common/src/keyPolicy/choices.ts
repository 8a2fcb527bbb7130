import { Budget } from './budget';
import { ContextValue, RequestContext } from './requestContext';
import { PolicyCondition } from './types';

/** Bounds what is tried for one caller; far above what people write. */
const MAX_CHOICES = 256;

const ABSENT: ContextValue = { kind: 'absent' };
const exactly = (value: string): ContextValue => ({
  kind: 'values',
  values: [value],
});

/** Texts that a value of a condition means, or narrowly misses. */
function textsLike(value: string): string[] {
  const number = Number(value);
  const near = Number.isNaN(number) ? [] : [`${number - 1}`, `${number + 1}`];
  return [value, value.replace(/[*?]/g, 'x'), ...near];
}

/** Whether a caller can suit one condition so and another one differently. */
const isOpen = (value: ContextValue) =>
  value.kind === 'chosen' ||
  value.kind === 'resource-of' ||
  (value.kind === 'prefix' && value.chosen);

/** What a caller may give one key that several conditions ask for; `undefined`: it is not known what. */
function optionsFor(
  value: ContextValue,
  expected: readonly string[],
): (ContextValue | undefined)[] {
  if (value.kind === 'chosen') {
    const texts = ['true', 'false', 'x', ...expected.flatMap(textsLike)];
    return [ABSENT, ...[...new Set(texts)].map(exactly)];
  }
  if (value.kind === 'prefix' && value.chosen) {
    const names = expected.map(arn =>
      arn
        .split(':')
        .slice(5)
        .join(':')
        .replace(/^[a-z-]+\//, ''),
    );
    const spelt = new Set(value.unlisted ? names : []);
    return ['x', ...names.flatMap(textsLike)]
      .filter(name => name && !name.startsWith('aws-service-role/'))
      .filter(name => !spelt.has(name))
      .map(name => exactly(value.prefix + name));
  }
  return [undefined];
}

/** The keys that several conditions ask for, with the values of each. A key that is asked for once stays open. */
export function askedTwice(
  conditions: readonly PolicyCondition[],
): [key: string, lists: string[][]][] {
  const asked = new Map<string, string[][]>();
  for (const { key, values } of conditions) {
    const lists = asked.get(key) ?? [];
    lists.push(values);
    asked.set(key, lists);
  }
  return [...asked].filter(([, lists]) => lists.length > 1);
}

/**
 * The contexts that a caller can choose between, where several conditions ask for the same key: what suits one of
 * them may not suit the others. `undefined`: there is no such key, so that the caller can suit each condition.
 */
export function choicesOf(
  context: RequestContext,
  asked: ReturnType<typeof askedTwice>,
  budget: Budget,
): RequestContext[] | undefined {
  let choices: Map<string, ContextValue | undefined>[] = [new Map()];
  for (const [key, lists] of asked) {
    const value = context.get(key);
    budget.spend(1);
    if (!value || !isOpen(value)) continue;
    const values = new Set<string>();
    for (const text of lists.flat()) {
      budget.read(text);
      values.add(text);
    }
    const options = optionsFor(value, [...values]);
    choices = choices
      .slice(0, Math.ceil(MAX_CHOICES / options.length))
      .flatMap(choice =>
        options.map(option => new Map([...choice, [key, option]])),
      );
    budget.spend(choices.length);
  }
  if (choices.length === 1 && choices[0].size === 0) return undefined;
  return choices.map(choice => ({
    get: key => (choice.has(key) ? choice.get(key) : context.get(key)),
  }));
}
