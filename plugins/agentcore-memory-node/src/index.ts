/**
 * Reads and creates AgentCore memories, and reads their keys. The only package that talks to AWS.
 *
 * @packageDocumentation
 */
export type { AwsClientOptions, AwsPlace } from './aws/AwsClients';
export type { ListedMemory } from './aws/toFacts';
export * from './config/readProviderConfigs';
export { CallMeter, metered } from './aws/CallMeter';
export * from './inventory/DefaultMemoryInventory';
export * from './inventory/MemoryInventory';
export type { TagQuestion } from './inventory/TagReader';
export * from './inventory/UnreadablePlaceError';
export * from './writer/DefaultMemoryWriter';
export * from './writer/MemoryWriter';
