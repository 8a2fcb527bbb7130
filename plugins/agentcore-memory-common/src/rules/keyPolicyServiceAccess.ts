import { parseMemoryArn } from '../facts';
import {
  changeKeyPolicy,
  comment,
  Fix,
  FixContext,
  quotedText,
  yamlText,
} from '../fixes';
import { SERVICE_ACTIONS } from '../keyPolicy';
import { unreadResult } from './evidence';
import { forCustomerKey } from './keySituation';
import { accessFor, refsFor } from './policyCache';
import { Rule } from './types';

const SOURCE = 'kms:GetKeyPolicy';
const SID = 'AgentCoreMemory';

/**
 * Lets callers of the memory's account use the key through AgentCore: the way that AWS documents.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 */
function fix(input: FixContext): Fix {
  const { arn, scope } = input.memory;
  const partition = parseMemoryArn(arn)?.partition ?? 'aws';
  const root = `arn:${partition}:iam::${scope.accountId}:root`;
  const viaService = `bedrock-agentcore.${scope.region}.amazonaws.com`;
  const statement = {
    Sid: SID,
    Effect: 'Allow',
    Principal: { AWS: root },
    Action: SERVICE_ACTIONS,
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': viaService } },
  };
  const denies = (input.statements ?? []).map(({ name }) => name);
  const first =
    denies.length > 0
      ? `A Deny keeps AgentCore out (statement ${denies.join(
          ', ',
        )}): remove it or except AgentCore from it. Then allow`
      : 'Allow';
  return {
    text: `${first} the six actions to callers of account ${scope.accountId} through AgentCore. Their IAM policies still have to allow them. The memory stays as it is.`,
    cli: changeKeyPolicy(input, `.Statement += [${JSON.stringify(statement)}]`),
    cloudFormation: [
      comment('One more entry of KeyPolicy.Statement'),
      `- Sid: ${SID}`,
      '  Effect: Allow',
      '  Principal:',
      `    AWS: ${yamlText(root)}`,
      '  Action:',
      ...SERVICE_ACTIONS.map(action => `    - ${action}`),
      "  Resource: '*'",
      '  Condition:',
      '    StringEquals:',
      `      kms:ViaService: ${yamlText(viaService)}`,
    ].join('\n'),
    terraform: [
      comment('One more block of the aws_iam_policy_document of the key'),
      'statement {',
      `  sid       = "${SID}"`,
      `  actions   = ${JSON.stringify(SERVICE_ACTIONS).replace(/,/g, ', ')}`,
      '  resources = ["*"]',
      '  principals {',
      '    type        = "AWS"',
      `    identifiers = [${quotedText(root)}]`,
      '  }',
      '  condition {',
      '    test     = "StringEquals"',
      '    variable = "kms:ViaService"',
      `    values   = [${quotedText(viaService)}]`,
      '  }',
      '}',
    ].join('\n'),
  };
}

/** Whether the key policy lets AgentCore do its six actions for memories of this account and region. */
export const keyPolicyServiceAccess: Rule<'key-policy-service-access'> = {
  id: 'key-policy-service-access',
  title: 'The key policy lets AgentCore work',
  why: 'AgentCore needs six KMS actions. Where the key policy withholds one, memories cannot be created, and existing ones fail when AgentCore next needs it.',
  evaluate: forCustomerKey(customerKey => {
    const { key, evidence } = customerKey;
    if (key.policy.state !== 'known') {
      return unreadResult('the key policy', key.policy, SOURCE, evidence);
    }
    const policy = key.policy.value;
    const access = accessFor(customerKey, policy);
    const denies = access.statements.filter(
      ({ effect, sure }) => effect === 'Deny' && sure,
    );
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
      ...refsFor(policy, denies),
    };
  }),
  fix,
};
