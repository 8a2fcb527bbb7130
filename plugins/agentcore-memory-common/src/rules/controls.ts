import { RuleId } from './table';

/** A control of a catalogue that auditors know. @public */
export interface Control {
  /** The catalogue, with its revision where controls are numbered anew with each. */
  catalogue:
    | 'NIST SP 800-53 Rev. 5'
    | 'CIS AWS Foundations Benchmark v3.0.0'
    | 'AWS Security Hub CSPM';
  /** The id of the control there, such as `SC-28(1)`. */
  id: string;
}

function nist(...ids: string[]): Control[] {
  return ids.map(id => ({ catalogue: 'NIST SP 800-53 Rev. 5', id }));
}

function securityHub(id: string): Control {
  return { catalogue: 'AWS Security Hub CSPM', id };
}

/**
 * The controls that ask for what a rule asks for, or for a part of it. Passing a rule is evidence for a control, and
 * does not satisfy it. `docs/rules.md` says why.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/bedrockagentcore-controls.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
 * @public
 */
export const RULE_CONTROLS: Readonly<Record<RuleId, readonly Control[]>> = {
  'customer-managed-key': [
    ...nist('SC-12(2)', 'SC-13', 'SC-28(1)'),
    securityHub('BedrockAgentCore.3'),
  ],
  'key-usable': [...nist('SC-12(1)'), securityHub('KMS.3')],
  'key-rotation': [
    ...nist('SC-12'),
    { catalogue: 'CIS AWS Foundations Benchmark v3.0.0', id: '3.6' },
    securityHub('KMS.4'),
  ],
  'key-policy-service-access': nist('SC-12(1)'),
  'key-policy-exposure': [
    ...nist('AC-3', 'AC-6', 'SC-12'),
    securityHub('KMS.5'),
  ],
  'key-approved': nist('SC-12'),
  'data-egress': nist('SC-7(10)', 'SC-28'),
  'event-retention': nist('SI-12'),
};
