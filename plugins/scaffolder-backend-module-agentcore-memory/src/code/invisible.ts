/**
 * Characters that neither a reviewer nor every parser sees: controls, line separators, byte order marks, and those that
 * turn the direction of writing, with which code can look like other code.
 */
const RANGES =
  '\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff';

/** Finds each of them. */
export const INVISIBLE = new RegExp(`[${RANGES}]`, 'g');

/** One of them in the way in which HCL, JSON and double-quoted YAML spell it. */
export function escapeInvisible(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
