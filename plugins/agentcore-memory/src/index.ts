/**
 * Scorecards of Amazon Bedrock AgentCore memories, for the legacy frontend system. The new frontend system
 * finds the plugin at `./alpha`.
 *
 * @packageDocumentation
 */
export {
  agentCoreMemoryApiRef,
  AgentCoreMemoryClient,
  type AgentCoreMemoryApi,
  type ExportFile,
  type ExportFormat,
  type TargetPlace,
  type WaiverAction,
} from './api';
export type { KeyChoice, MemoryChoice } from './model/creationForm';
export { isAgentCoreMemory, isAgentCoreMemoryKey } from './model/predicates';
export {
  AgentCoreMemoryHomeWidget,
  AgentCoreMemoryKeyPickerFieldExtension,
  agentCoreMemoryPlugin,
  AgentCoreMemoryPage,
  AgentCoreMemoryPickerFieldExtension,
  AgentCoreMemoryStrategiesFieldExtension,
  AgentCoreMemoryTargetPickerFieldExtension,
  AgentCoreMemoryVerdictFieldExtension,
  EntityAgentCoreMemoryCard,
  EntityAgentCoreMemoryKeyCard,
  EntityAgentCoreMemoryTeamCard,
  EntityAgentCoreMemoryTeamContent,
} from './plugin';
export { rootRouteRef } from './routes';
export { agentCoreMemoryTranslationRef } from './translation';
