import { described, keySituation } from './keySituation';
import { Rule } from './types';

/**
 * A key ARN alone proves nothing: AgentCore accepts AWS-managed keys as well, so the key's manager decides.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 */
export const customerManagedKey: Rule = {
  id: 'customer-managed-key',
  title: 'Encrypted with a customer-managed key',
  why: 'With a key of your own you decide who may read what agents remember, see every use in CloudTrail, and can make the data unreadable at once.',
  fix: 'AWS takes a key only when a memory is created. Create a new memory with a customer-managed key, move the data, point the agents at it, then retire this one.',
  evaluate(input) {
    const situation = keySituation(input);
    switch (situation.kind) {
      case 'unreadable':
        return situation.result;
      case 'aws-owned':
        return {
          outcome: 'fail',
          reason:
            'The memory names no key, so AWS encrypts it with a key that AWS owns.',
          evidence: situation.evidence,
        };
      case 'missing':
        return {
          outcome: 'unknown',
          reason: 'AWS finds no such key, so nobody can tell who managed it.',
          evidence: situation.evidence,
        };
      case 'readable': {
        const { manager } = situation.metadata;
        const evidence = [
          ...situation.evidence,
          described('KeyManager', manager),
        ];
        if (manager === 'CUSTOMER') {
          return {
            outcome: 'pass',
            reason: 'The key is managed by a customer.',
            evidence,
          };
        }
        if (manager === 'AWS') {
          return {
            outcome: 'fail',
            reason:
              'The key is managed by AWS: you cannot change its policy, disable it or delete it.',
            evidence,
          };
        }
        return {
          outcome: 'unknown',
          reason: `The key's manager is "${manager}", which is not a value known here.`,
          evidence,
        };
      }
      default:
        return situation satisfies never;
    }
  },
};
