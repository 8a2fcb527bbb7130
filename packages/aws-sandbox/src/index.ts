/**
 * A local AWS for the demo, tests and benchmarks: Bedrock AgentCore memories, KMS, CloudTrail, STS, Organizations and tagging.
 *
 * @packageDocumentation
 */
export { startSandbox } from './startSandbox';
export type { Sandbox } from './startSandbox';
export { createRandom } from './state/random';
export type { Random } from './state/random';
export { createManualClock } from './state/clock';
export { faultSchedule } from './faults/faultSchedule';
export type { Fault } from './faults/faults';
export type { Hold } from './faults/Hold';
