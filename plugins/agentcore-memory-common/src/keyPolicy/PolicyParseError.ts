import { quoted } from './text';

/** The parser does not understand an element of the policy. Never leaves `parseKeyPolicy`. */
export class PolicyParseError extends Error {}

/** An object, or a refusal that names the element. */
export function objectAt(
  value: unknown,
  where: string,
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyParseError(`${where} is not an object`);
  }
  return value as Record<string, unknown>;
}

/** A text or a list of texts as a list that is not empty. */
export function textsAt(value: unknown, where: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyParseError(`${where} is empty`);
  for (const item of list) {
    if (typeof item !== 'string') {
      throw new PolicyParseError(`${where} holds something other than text`);
    }
  }
  return list as string[];
}

/** Refuses elements that are not among the expected ones. */
export function onlyKeys(
  value: Record<string, unknown>,
  expected: ReadonlySet<string>,
  where: string,
): void {
  const unknown = Object.keys(value).find(key => !expected.has(key));
  if (unknown !== undefined) {
    throw new PolicyParseError(
      `${where} has the unknown element ${quoted(unknown)}`,
    );
  }
}
