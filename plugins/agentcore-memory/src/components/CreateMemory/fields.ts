import { KeyPicker } from './KeyPicker';
import { MemoryPicker } from './MemoryPicker';
import {
  KeySchema,
  MemorySchema,
  StrategiesSchema,
  TargetSchema,
  VerdictSchema,
} from './schemas';
import { Strategies } from './Strategies';
import { TargetPicker } from './TargetPicker';
import {
  validateKey,
  validateMemory,
  validateStrategies,
  validateTarget,
  validateVerdict,
} from './validation';
import { Verdict } from './Verdict';

/** Account and region of a new memory: `{ accountId, region }`. */
export const targetPickerField = {
  name: 'AgentCoreMemoryTargetPicker',
  component: TargetPicker,
  validation: validateTarget,
  schema: TargetSchema,
};

/** The key of a new memory: `{ encryptionKeyArn }` or `{ newKeyAlias }`. */
export const keyPickerField = {
  name: 'AgentCoreMemoryKeyPicker',
  component: KeyPicker,
  validation: validateKey,
  schema: KeySchema,
};

/** A memory that exists: `{ memoryArn, owner }`. */
export const memoryPickerField = {
  name: 'AgentCoreMemoryPicker',
  component: MemoryPicker,
  validation: validateMemory,
  schema: MemorySchema,
};

/** The strategies of a new memory, tidied as they are filled in. */
export const strategiesField = {
  name: 'AgentCoreMemoryStrategies',
  component: Strategies,
  validation: validateStrategies,
  schema: StrategiesSchema,
};

/** The verdict that a new memory will have. */
export const verdictField = {
  name: 'AgentCoreMemoryVerdict',
  component: Verdict,
  validation: validateVerdict,
  schema: VerdictSchema,
};
