export {
  MAIN_ACCOUNT_ID,
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from './startSandbox';
export { createManualClock, type Clock, type ManualClock } from './state/clock';
export type {
  CallCount,
  CallFilter,
  CallLog,
  CallLogMode,
  CallRecord,
} from './faults/calls';
export {
  DOCUMENTED_QUOTAS,
  type Quotas,
} from './faults/quotas/documentedQuotas';
export type { QuotaOption } from './faults/quotas/RateLimiter';
export type { ChangeListener } from './events/EventBus';
export type { ChangeDetail, ChangeEvent } from './events/types';
export {
  faultSchedule,
  type FaultScheduleOptions,
} from './faults/faultSchedule';
export type { FaultInjector } from './faults/FaultInjector';
export type { Fault, FaultKind } from './faults/faults';
export type { Hold, HoldOptions } from './faults/Hold';
export type { MissingRegionKind } from './agentcore/missingRegion';
export type { MemoryInput } from './agentcore/newMemory';
export type { KeyInput } from './kms/newKey';
export type { ReplicaInput } from './kms/replicas';
export type { SandboxState } from './state/SandboxState';
export type { KeyRecord } from './kms/types';
export type { MemoryRecord } from './agentcore/types';
export type {
  AccountStatus,
  MemberAccount,
  Organization,
  OrganizationalUnit,
  Placement,
} from './organizations/Organization';
export { SEED_ACCOUNTS } from './seeds/accounts';
export { demoSeed } from './seeds/demo';
export { emptySeed } from './seeds/empty';
export {
  largeAccountIds,
  largeSeed,
  type LargeSeedOptions,
} from './seeds/large';
export { AGENTCORE_REGIONS } from './seeds/regions';
export type { Seed } from './seeds/types';
