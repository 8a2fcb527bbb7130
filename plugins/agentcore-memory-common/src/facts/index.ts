export * from './arn';
export * from './keepUnanswered';
export * from './observed';
export * from './scope';
export * from './tagOf';
export * from './types';
