export { changeKeyPolicy } from './changeKeyPolicy';
export { comment, quotedText, shellWord, yamlText } from './escape';
export { fixDataEgress } from './fixDataEgress';
export { keyDetailsOf } from './fixInput';
export { fixKeyUsable } from './fixKeyUsable';
export { replaceMemory, replacementName } from './replaceMemory';
export { throughManager } from './throughManager';
export type { Fix, FixableKey, FixableMemory, FixContext } from './types';
export { updateMemory } from './updateMemory';
