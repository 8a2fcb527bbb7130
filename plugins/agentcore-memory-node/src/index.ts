/**
 * Reads and creates AgentCore memories, and reads their keys. The only package that talks to AWS.
 *
 * @packageDocumentation
 */
export type { AwsClientOptions } from './aws/AwsClients';
export type { AwsPlace } from './aws/AwsPlace';
export { CallMeter, metered } from './aws/CallMeter';
export { PUBLISHED_REGIONS } from './aws/publishedRegions';
export type { ListedMemory } from './aws/toFacts';
export type {
  AccountListing,
  CallOptions,
  KeyReader,
  KeyReaderOptions,
  KeyReading,
  MemoryInventory,
  MemoryListing,
  OrganizationConfig,
  TagQuestion,
} from './inventory/MemoryInventory';
export { UnreadablePlaceError } from './inventory/UnreadablePlaceError';
export {
  createInventory,
  createWriter,
  inventoryServiceRef,
  writerServiceRef,
} from './services';
export type {
  CreatedMemory,
  CreationStatus,
  MemoryWriter,
  NewMemory,
  StrategyType,
} from './writer/MemoryWriter';
export { STRATEGY_TYPES } from './writer/MemoryWriter';
