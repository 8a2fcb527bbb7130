export {
  agentCoreMemoryApiRef,
  type AgentCoreMemoryApi,
} from './AgentCoreMemoryApi';
export { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
