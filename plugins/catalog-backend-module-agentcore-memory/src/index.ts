/**
 * Ingests AgentCore memories and their keys into the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleAgentCoreMemory as default } from './module';
export { agentCoreMemoryTransformExtensionPoint } from './publish/transformers';
export type {
  AgentCoreMemoryTransformer,
  AgentCoreMemoryTransformExtensionPoint,
} from './publish/transformers';
