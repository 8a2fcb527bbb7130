export * from './assess';
export * from './settings';
export * from './types';
export { rotationDoesNotApply } from './rotationDoesNotApply';
