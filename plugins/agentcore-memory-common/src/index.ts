/**
 * The words, rules and arithmetic shared by the AgentCore memory plugins.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './entities';
export * from './events';
export * from './facts';
export * from './fixes';
export * from './keyPolicy';
export * from './outcome';
export * from './permissions';
export * from './rules';
export * from './scans';
export * from './scorecard';
