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
} from './api';
export { isAgentCoreMemoryKey } from './model/keyOf';
export { isAgentCoreMemory } from './model/memoryOf';
export {
  agentCoreMemoryPlugin,
  AgentCoreMemoryPage,
  EntityAgentCoreMemoryCard,
  EntityAgentCoreMemoryKeyCard,
  EntityAgentCoreMemoryTeamCard,
} from './plugin';
export { rootRouteRef } from './routes';
