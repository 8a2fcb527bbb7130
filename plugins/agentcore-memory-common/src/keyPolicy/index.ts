export { exposure } from './exposure';
export { parseKeyPolicy } from './parseKeyPolicy';
export {
  SERVICE_ACTIONS,
  type Exposure,
  type ExposureFacts,
  type ServiceAccess,
  type ServiceAccessFacts,
  type StatementRef,
} from './results';
export { serviceAccess } from './serviceAccess';
export { refsOf } from './statementRef';
export {
  summarizeKeyPolicy,
  type KeyPolicySummary,
  type StatementSummary,
} from './summarizeKeyPolicy';
export type { ParsedKeyPolicy } from './types';
