import { aboutKey } from './aboutKey';
import { unread } from './evidence';
import { exposureFor } from './policyAnswers';
import { Rule } from './types';

const SOURCE = 'kms:GetKeyPolicy';

/** Whether the key policy lets anybody reach the plaintext who has nothing to do with the memory. */
export const keyPolicyExposure: Rule = {
  id: 'key-policy-exposure',
  title: 'The key policy lets no strangers in',
  why: 'Whoever may decrypt with the key, re-encrypt, grant such rights or rewrite the policy can get at what agents remember.',
  evaluate: aboutKey(({ key, metadata, memory, evidence }) => {
    if (key.policy.state !== 'known') {
      return unread('the key policy', key.policy, SOURCE, evidence);
    }
    const { outcome, reason, open } = exposureFor(
      key,
      key.policy.value,
      metadata,
      memory.accountId,
    );
    return {
      outcome,
      reason,
      evidence: [
        ...evidence,
        ...open.map(({ statement, principals, actions, narrowedBy }) => ({
          fact: `statement ${statement}`,
          value: [
            `${principals}: ${actions.join(', ')}`,
            ...(narrowedBy.length > 0 ? [narrowedBy.join(' and ')] : []),
          ].join(' where '),
          source: SOURCE,
        })),
      ],
    };
  }),
};
