/**
 * Facts about AgentCore memories, and about the teams that own them, for Tech Insights.
 *
 * @packageDocumentation
 */
export { techInsightsModuleAgentCoreMemory as default } from './module';
