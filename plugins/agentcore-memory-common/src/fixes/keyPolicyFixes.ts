import {
  exposure,
  parseKeyPolicy,
  SERVICE_ACTIONS,
  serviceAccess,
} from '../keyPolicy';
import { keyPlace, metadataOf } from './place';
import { comment, quotedText, shellWord, yamlText } from './quote';
import { Fix, FixInput } from './types';

/** A policy may have one statement instead of a list of them. */
const AS_LIST = '.Statement |= (if type == "array" then . else [.] end)';

function changePolicy(input: FixInput, change: string): string {
  const { region, arn } = input.key
    ? keyPlace(input.key)
    : { region: '', arn: '' };
  const key = `--region ${region} --key-id ${shellWord(arn)}`;
  return [
    comment(
      'Look at new.json before the last command: it replaces the whole policy',
    ),
    `aws kms get-key-policy ${key} --policy-name default --query Policy --output text > old.json`,
    `jq ${shellWord(`${AS_LIST} | ${change}`)} old.json > new.json`,
    `aws kms put-key-policy ${key} --policy-name default --policy file://new.json`,
  ].join('\n');
}

function policyOf({ key }: FixInput): string | undefined {
  return key?.policy.state === 'known' ? key.policy.value : undefined;
}

/** Names of Deny statements that keep AgentCore out for sure. */
function denies(input: FixInput): string[] {
  const policy = policyOf(input);
  const metadata = metadataOf(input);
  if (policy === undefined || !metadata) return [];
  return serviceAccess(policy, {
    keyArn: metadata.arn,
    memoryAccountId: input.memory.accountId,
    memoryRegion: input.memory.region,
  })
    .statements.filter(({ effect, sure }) => effect === 'Deny' && sure)
    .map(({ name }) => name);
}

/**
 * Lets callers of the memory's account use the key through AgentCore: the way that AWS documents.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/storage-encryption.html
 */
export function letAgentCoreIn(input: FixInput): Fix {
  const { accountId, region, partition } = input.memory;
  const root = `arn:${partition}:iam::${accountId}:root`;
  const viaService = `bedrock-agentcore.${region}.amazonaws.com`;
  const statement = {
    Sid: 'AgentCoreMemory',
    Effect: 'Allow',
    Principal: { AWS: root },
    Action: SERVICE_ACTIONS,
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': viaService } },
  };
  const blocking = denies(input);
  const first =
    blocking.length > 0
      ? `A Deny keeps AgentCore out (statement ${blocking.join(
          ', ',
        )}): remove it or except AgentCore from it. Then allow`
      : 'Allow';
  return {
    text: `${first} the six actions to callers of account ${accountId} through AgentCore. Their IAM policies still have to allow them. The memory stays as it is.`,
    cli: changePolicy(input, `.Statement += [${JSON.stringify(statement)}]`),
    cloudFormation: [
      comment('One more entry of KeyPolicy.Statement'),
      '- Sid: AgentCoreMemory',
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
      '  sid       = "AgentCoreMemory"',
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
    replacesMemory: false,
  };
}

/** Takes out the statements that let strangers in. */
export function shutStrangersOut(input: FixInput): Fix {
  const metadata = metadataOf(input);
  const policy = policyOf(input);
  const parsed = parseKeyPolicy(policy ?? '');
  const open = metadata
    ? exposure(parsed, {
        keyArn: metadata.arn,
        keyAccountId: metadata.accountId,
        memoryAccountIds: [input.memory.accountId],
      }).open
    : [];
  const names = open.map(({ statement }) => statement).join(', ');
  const indices = open.map(({ index }) => index).sort((a, b) => a - b);
  const which = names ? `statement ${names}` : 'the statement';
  const todo = `Take ${which} out of the key policy, or narrow who it is about with aws:PrincipalArn or aws:PrincipalAccount`;
  return {
    text: `${todo}. kms:ViaService alone says how a key is used, not by whom. The memory stays as it is.`,
    cli:
      indices.length > 0
        ? changePolicy(
            input,
            `del(${indices.map(index => `.Statement[${index}]`).join(', ')})`,
          )
        : comment('The policy was not understood: review it by hand.'),
    cloudFormation: comment(
      `${todo}: in KeyPolicy.Statement of the AWS::KMS::Key.`,
    ),
    terraform: comment(`${todo}: in the policy of the aws_kms_key.`),
    replacesMemory: false,
  };
}
