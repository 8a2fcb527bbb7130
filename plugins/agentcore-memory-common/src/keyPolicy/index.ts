export * from './evaluateKeyPolicy';
export * from './exposure';
export { parseKeyPolicy } from './parseKeyPolicy';
export {
  requestContext,
  type ContextValue,
  type RequestContext,
} from './requestContext';
export { SERVICE_ACTIONS, serviceAccess } from './serviceAccess';
export type {
  ActionAccess,
  ServiceAccess,
  ServiceAction,
} from './serviceAccess';
export type { ServiceAccessFacts, ServiceAccessWay } from './serviceRequests';
export * from './summarizeKeyPolicy';
export type { Requester } from './matchPrincipal';
export type { ParsedKeyPolicy } from './types';
