/**
 * Scaffolder actions that create encrypted AgentCore memories.
 *
 * @packageDocumentation
 */
export { scaffolderModuleAgentCoreMemory as default } from './module';
