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
export { isAgentCoreMemory, isAgentCoreMemoryKey } from './model/predicates';
export {
  AgentCoreMemoryHomeWidget,
  agentCoreMemoryPlugin,
  AgentCoreMemoryPage,
  EntityAgentCoreMemoryCard,
  EntityAgentCoreMemoryKeyCard,
  EntityAgentCoreMemoryTeamCard,
  EntityAgentCoreMemoryTeamContent,
} from './plugin';
export { rootRouteRef } from './routes';
