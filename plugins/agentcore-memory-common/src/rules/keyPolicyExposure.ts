import { changeKeyPolicy, comment, Fix, FixContext } from '../fixes';
import { StatementRef } from '../keyPolicy';
import { unreadResult } from './evidence';
import { forCustomerKey } from './keySituation';
import { exposureFor, refsFor } from './policyCache';
import { TRUST_SETTINGS, TrustSettings } from './trust';
import { Rule } from './types';

const SOURCE = 'kms:GetKeyPolicy';

/** The path of a statement for jq: by Sid where it has one, since a policy may have changed since. */
function pathOf({ index, sid }: StatementRef): string {
  return sid === undefined
    ? `.Statement[${index}]`
    : `(.Statement[] | select(.Sid == ${JSON.stringify(sid)}))`;
}

/** Takes out the statements that let strangers in. */
function fix(input: FixContext): Fix {
  const statements = input.statements ?? [];
  const names = statements.map(({ name }) => name).join(', ');
  const which = names ? `statement ${names}` : 'the statement';
  const todo = `Take ${which} out of the key policy, or narrow who it is about with aws:PrincipalArn or aws:PrincipalAccount`;
  return {
    text: `${todo}. kms:ViaService alone says how a key is used, not by whom. The memory stays as it is.`,
    cli:
      statements.length > 0
        ? changeKeyPolicy(input, `del(${statements.map(pathOf).join(', ')})`)
        : comment('The policy was not understood: review it by hand.'),
    cloudFormation: comment(
      `${todo}: in KeyPolicy.Statement of the AWS::KMS::Key.`,
    ),
    terraform: comment(`${todo}: in the policy of the aws_kms_key.`),
  };
}

/** Whether the key policy lets principals reach the plaintext who have nothing to do with the memory. */
export const keyPolicyExposure: Rule<'key-policy-exposure', TrustSettings> = {
  id: 'key-policy-exposure',
  title: 'The key policy lets no strangers in',
  why: 'Anyone who may decrypt with the key, re-encrypt, grant such rights or rewrite the policy can get at what agents remember.',
  settings: TRUST_SETTINGS,
  evaluate: forCustomerKey((customerKey, settings: TrustSettings) => {
    const { key, evidence } = customerKey;
    if (key.policy.state !== 'known') {
      return unreadResult('the key policy', key.policy, SOURCE, evidence);
    }
    const policy = key.policy.value;
    const { trustedAccounts, trustedOrganizations } = settings;
    const { outcome, reason, open } = exposureFor(customerKey, policy, {
      trustedAccounts,
      trustedOrganizations,
    });
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
      ...refsFor(
        policy,
        open.map(({ index, statement }) => ({ index, name: statement })),
      ),
    };
  }),
  fix,
};
