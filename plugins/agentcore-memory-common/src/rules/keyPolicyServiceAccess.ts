import { aboutKey } from './aboutKey';
import { unread } from './evidence';
import { accessFor } from './policyAnswers';
import { Rule } from './types';

const SOURCE = 'kms:GetKeyPolicy';

/** Whether the key policy lets AgentCore do its six actions for memories of this account and region. */
export const keyPolicyServiceAccess: Rule = {
  id: 'key-policy-service-access',
  title: 'The key policy lets AgentCore work',
  why: 'AgentCore needs six KMS actions. Where the key policy withholds one, memories cannot be created, and existing ones fail when AgentCore next needs it.',
  evaluate: aboutKey(({ key, metadata, memory, evidence }) => {
    if (key.policy.state !== 'known') {
      return unread('the key policy', key.policy, SOURCE, evidence);
    }
    const access = accessFor(key, key.policy.value, metadata, memory);
    return {
      outcome: access.outcome,
      reason: access.reason,
      evidence: [
        ...evidence,
        ...access.statements.map(({ name, reason }) => ({
          fact: `statement ${name}`,
          value: reason,
          source: SOURCE,
        })),
      ],
    };
  }),
};
