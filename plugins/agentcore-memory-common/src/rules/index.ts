export * from './assess';
export * from './types';
export { rotationDoesNotApply } from './keyRotation';
