export {
  agentCoreMemoryApiRef,
  type AgentCoreMemoryApi,
  type TargetPlace,
} from './AgentCoreMemoryApi';
export { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
