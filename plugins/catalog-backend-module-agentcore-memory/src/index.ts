/**
 * Ingests AgentCore memories and their keys into the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleAgentCoreMemory as default } from './module';
