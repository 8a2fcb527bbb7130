export * from './assess';
export * from './settings';
export * from './types';
export type { KeySituation } from './aboutKey';
export { rotationDoesNotApply } from './rotationDoesNotApply';
