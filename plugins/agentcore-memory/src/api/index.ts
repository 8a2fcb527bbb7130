export {
  agentCoreMemoryApiRef,
  type AgentCoreMemoryApi,
  type ExportFile,
  type ExportFormat,
  type TargetPlace,
  type WaiverAction,
} from './AgentCoreMemoryApi';
export { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
