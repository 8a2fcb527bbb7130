export type { ApprovalSettings, ApprovedKeys } from './approvedKeys';
export { assessMemory, type Assessment, type Finding } from './assess';
export { canFail } from './canFail';
export type { RetentionSettings } from './eventRetention';
export { fixFor, type FixInput } from './fixFor';
export type { RotationSettings } from './keyRotation';
export { rotationDoesNotApply } from './rotationDoesNotApply';
export { RULE_CONTROLS, type Control } from './controls';
export {
  DEFAULT_RULE_SETTINGS,
  parseRuleSettings,
  type RuleSettings,
  type Severity,
} from './settings';
export {
  RULE_IDS,
  ruleById,
  RULES,
  type RuleDescription,
  type RuleId,
} from './table';
export type { TrustSettings } from './trust';
export type { AssessmentInput, Evidence, RuleResult } from './types';
