import { Entity } from '@backstage/catalog-model';
import {
  isOurs,
  KEY_TYPE,
  MEMORY_TYPE,
} from 'backstage-plugin-agentcore-memory-common';

/** Whether an entity is an AgentCore memory that the provider wrote; for `EntitySwitch.Case`. @public */
export function isAgentCoreMemory(entity: Entity): boolean {
  return isOurs(entity) && entity.spec?.type === MEMORY_TYPE;
}

/** Whether an entity is a KMS key of AgentCore memories that the provider wrote; for `EntitySwitch.Case`. @public */
export function isAgentCoreMemoryKey(entity: Entity): boolean {
  return isOurs(entity) && entity.spec?.type === KEY_TYPE;
}
