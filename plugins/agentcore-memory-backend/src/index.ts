/**
 * Encryption scorecards of AgentCore memories, as a REST API.
 *
 * @packageDocumentation
 */
export { agentCoreMemoryPlugin as default } from './plugin';
