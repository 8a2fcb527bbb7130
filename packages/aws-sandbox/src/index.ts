export {
  mainAccountId,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from './startSandbox';
export { createManualClock, type Clock, type ManualClock } from './clock';
export type {
  CallCount,
  CallFilter,
  CallLog,
  CallLogMode,
  CallRecord,
} from './calls';
export { documentedQuotas, type Quotas } from './quotas/documentedQuotas';
export type { QuotaOption } from './quotas/RateLimiter';
export type { ChangeListener } from './events/EventBus';
export type { ChangeDetail, ChangeEvent } from './events/types';
export { faultSchedule, type FaultScheduleOptions } from './faultSchedule';
export type { Fault, FaultBox, FaultKind } from './faults';
export type { MissingRegionKind } from './agentcore/missingRegion';
export type { MemoryInput } from './agentcore/newMemory';
export type { KeyInput } from './kms/newKey';
export type { ReplicaInput } from './kms/replicas';
export type { SandboxState } from './SandboxState';
export type { KeyRecord } from './kms/types';
export type { MemoryRecord } from './agentcore/types';
export type {
  AccountStatus,
  MemberAccount,
  Organization,
  OrganizationalUnit,
  Placement,
} from './organizations/Organization';
export { seedAccounts } from './seeds/accounts';
export { demoSeed } from './seeds/demo';
export { emptySeed } from './seeds/empty';
export {
  largeAccountIds,
  largeSeed,
  type LargeSeedOptions,
} from './seeds/large';
export { agentcoreRegions } from './seeds/regions';
export type { Seed } from './seeds/types';
