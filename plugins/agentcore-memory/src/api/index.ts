export {
  agentCoreMemoryApiRef,
  type AgentCoreMemoryApi,
  type TargetPlace,
  type WaiverAction,
} from './AgentCoreMemoryApi';
export { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
