/**
 * Reads and creates AgentCore memories, and reads their keys. The only package that talks to AWS.
 *
 * @packageDocumentation
 */
export type { AwsClientOptions } from './aws/AwsClients';
export type { AwsPlace } from './aws/AwsPlace';
export { CallMeter, metered } from './aws/CallMeter';
export { PUBLISHED_REGIONS } from './aws/publishedRegions';
export type { ProviderConfig } from './config/readProviderConfigs';
export {
  PROVIDERS_KEY,
  readProviderConfigs,
  scopesOf,
} from './config/readProviderConfigs';
export type { WriterConfig } from './config/readWriterConfig';
export { readWriterConfig } from './config/readWriterConfig';
export type { ListedMemory } from './aws/toFacts';
export {
  agentCoreMemoryHistoryExtensionPoint,
  type AgentCoreMemoryHistoryExtensionPoint,
  type HistoryBackfill,
  type PastRecording,
  type RecordedMemory,
} from './history/historyExtensionPoint';
export type {
  AccountListing,
  AccountsQuestion,
  CallOptions,
  KeyListing,
  KeyReader,
  KeyReaderOptions,
  KeyReading,
  MemoryInventory,
  MemoryListing,
  OrganizationConfig,
  TagQuestion,
} from './inventory/MemoryInventory';
export { UnreadablePlaceError } from './inventory/UnreadablePlaceError';
export { authorizeChange } from './permissions/authorizeChange';
export type { MemoryChange } from './permissions/change';
export {
  memoryChangePolicy,
  memoryChangeResourceRef,
  memoryChangeRules,
} from './permissions/change';
export type { AwsOptions } from './services';
export type { CoveredPlaces, Places } from './places/ConfiguredPlaces';
export {
  createInventory,
  createKeyWriter,
  createPlaces,
  createWriter,
  inventoryServiceRef,
  keyWriterServiceRef,
  placesServiceRef,
  writerServiceRef,
} from './services';
export { findTagFault } from './writer/tags';
export type { KeyWriter, NewKey } from './writer/KeyWriter';
export type {
  CreatedMemory,
  IndexedKey,
  MemoryState,
  MemoryWriter,
  ModelStep,
  NamespaceKey,
  NewMemory,
  NewStrategy,
  OverrideType,
  SelfManagedPipeline,
  StrategyState,
  StrategyType,
} from './writer/MemoryWriter';
export { OVERRIDE_TYPES, STRATEGY_TYPES } from './writer/MemoryWriter';
