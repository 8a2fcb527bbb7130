export { fixFor } from './fixFor';
export type { Fix, FixInput } from './types';
