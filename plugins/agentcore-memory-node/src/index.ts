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
  ownerRulesFor,
  PROVIDERS_KEY,
  readProviderConfigs,
  scopesOf,
} from './config/readProviderConfigs';
export type { WriterConfig } from './config/readWriterConfig';
export { readWriterConfig } from './config/readWriterConfig';
export type { ListedMemory } from './aws/toFacts';
export {
  ContentsError,
  type ContentsErrorKind,
} from './contents/ContentsError';
export type {
  CreatedEvent,
  EventBranch,
  EventPart,
  MemoryContents,
  NewEvent,
  NewRecord,
  RecordMetadataValue,
  RecordOutcome,
  SessionName,
  StoredEvent,
  StoredRecord,
} from './contents/MemoryContents';
export { checkCode } from './creation/checkCode';
export {
  CODE_LANGUAGES,
  type CodeLanguage,
  type CodeRequest,
} from './creation/CodeRequest';
export {
  keyChoiceFields,
  keyFields,
  memoryArnField,
  memoryFields,
  memoryOwnerField,
  replacementFields,
  type Zod,
} from './creation/creationFields';
export { REQUEST_TAG, tagsForKey } from './creation/completeTags';
export { FieldProblemsError } from './creation/FieldProblems';
export { settingsThatDiffer } from './creation/findDifferences';
export {
  findExisting,
  nameTaken,
  type ExistingMemory,
} from './creation/findExisting';
export { aliasTaken, findKeyByAlias, newKeyOf } from './creation/newKeys';
export {
  assessExisting,
  assessFuture,
  assessKey,
  checkAssessment,
  isAboutKey,
  refusedFor,
  warningsOf,
} from './creation/preflight';
export {
  findOwned,
  readNamedMemory,
  refuseHidden,
  type NamedMemory,
} from './creation/ownedMemory';
export {
  prepareReplacement,
  refuseSecondSuccessor,
  type Replacement,
} from './creation/prepareReplacement';
export {
  coveringForPeople,
  prepareCode,
  prepareKey,
  prepareMemory,
  type CreationOptions,
  type PreparedKey,
  type PreparedMemory,
} from './creation/prepareCreation';
export {
  readKeyCreation,
  readMemoryCreation,
  type Creation,
  type KeyChoice,
  type KeyCreation,
  type MemoryCreation,
} from './creation/readCreation';
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
export type { KeyActivityOptions } from './keyActivity/DefaultKeyActivityService';
export type { KeyActivityService } from './keyActivity/KeyActivityService';
export {
  authorizeChange,
  decideChanges,
  type ChangeDecisionOptions,
  type ChangePermission,
} from './permissions/authorizeChange';
export type { MemoryChange } from './permissions/change';
export {
  memoryChangePolicy,
  memoryChangeResourceRef,
  memoryChangeRules,
} from './permissions/change';
export type { WaiverResource } from './permissions/waiver';
export {
  waiverPolicy,
  waiverResourceRef,
  waiverRules,
} from './permissions/waiver';
export {
  Requester,
  WithheldReason,
  type RequesterServices,
} from './permissions/Requester';
export type { AwsOptions } from './services';
export type { CoveredPlaces, Places } from './places/ConfiguredPlaces';
export {
  createInventory,
  createKeyActivityService,
  createKeyWriter,
  createMemoryContents,
  createPlaces,
  createWriter,
  inventoryServiceRef,
  keyActivityServiceRef,
  keyWriterServiceRef,
  memoryContentsServiceRef,
  placesServiceRef,
  writerServiceRef,
} from './services';
export { findTagFault } from './writer/tags';
export { describeCreateKey } from './writer/toCreateKeyInput';
export { describeCreateMemory } from './writer/toCreateMemoryInput';
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
  RepeatableMemory,
  RepeatableStrategy,
  SelfManagedPipeline,
  StrategyState,
  StrategyType,
} from './writer/MemoryWriter';
export { OVERRIDE_TYPES, STRATEGY_TYPES } from './writer/MemoryWriter';
