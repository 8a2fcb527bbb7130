import { replaceMemory } from '../fixes';
import { ApprovalSettings } from './approvedKeys';
import { Rule } from './types';

/**
 * A key ARN alone proves nothing: AgentCore accepts AWS-managed keys as well, so the key's manager decides.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 */
export const customerManagedKey: Rule<
  'customer-managed-key',
  ApprovalSettings
> = {
  id: 'customer-managed-key',
  alwaysOn: true,
  title: 'Encrypted with a customer-managed key',
  why: 'With a key of your own you decide who may read what agents remember, see every use in CloudTrail, and can make the data unreadable at once.',
  evaluate({ situation }) {
    switch (situation.kind) {
      case 'unreadable':
        return situation.result;
      case 'no-cmk':
        return {
          outcome: 'fail',
          reason: situation.reason,
          evidence: situation.evidence,
        };
      case 'missing':
        return {
          outcome: 'unknown',
          reason: 'AWS finds no such key, so nobody can tell who managed it.',
          evidence: situation.evidence,
        };
      case 'cmk':
        return {
          outcome: 'pass',
          reason: 'The key is managed by a customer.',
          evidence: situation.evidence,
        };
      default:
        return situation satisfies never;
    }
  },
  fix: (input, { approvedKeys }) =>
    replaceMemory(
      input,
      'The memory is not under a key of your own.',
      approvedKeys,
    ),
};
