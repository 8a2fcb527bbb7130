import { AwsPlace, NewKey } from 'backstage-plugin-agentcore-memory-node';
import { checkCode } from 'backstage-plugin-agentcore-memory-node';
import { cloudFormationMemory } from './cloudFormationMemory';
import { cloudFormationReadme } from './cloudFormationReadme';
import { CodeFile } from './CodeFile';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { call, callWithTwo, quoted, quotedJson, toYaml } from './yamlText';

/**
 * The data outlives its stack. What a failed creation left would only be in the way of the next one, so that
 * CloudFormation deletes that.
 */
const KEPT = {
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
};

/**
 * A memory as a CloudFormation template. Throws `InputError` naming the field that CloudFormation would change, and what
 * to choose instead.
 */
export function toCloudFormation(request: CodeRequest): CodeFile[] {
  checkCode('cloudformation', request);
  const { place, memory, key } = request;
  const isNewKey = 'create' in key;
  const keyArn = () =>
    isNewKey ? call('GetAtt', 'MemoryKey.Arn') : quoted(key.arn);
  const template = toYaml({
    AWSTemplateFormatVersion: quoted('2010-09-09'),
    Description: isNewKey
      ? `AgentCore memory ${memory.name} and the key that encrypts it`
      : `AgentCore memory ${memory.name}, encrypted with an existing key`,
    Rules: placeRules(place),
    Resources: {
      ...(isNewKey && keyResources(key.create)),
      Memory: {
        Type: 'AWS::BedrockAgentCore::Memory',
        ...KEPT,
        Properties: cloudFormationMemory(memory, keyArn()),
      },
    },
    Outputs: {
      MemoryArn: output('ARN of the memory', call('Ref', 'Memory')),
      MemoryId: output('Id of the memory', call('GetAtt', 'Memory.MemoryId')),
      KeyArn: output('ARN of the key that encrypts the memory', keyArn()),
    },
  });
  return [
    { path: 'README.md', content: cloudFormationReadme(request, template) },
    { path: 'template.yaml', content: template },
  ];
}

/** The template is for one account and region only. */
function placeRules({ accountId, region }: AwsPlace) {
  return {
    RightPlace: {
      Assertions: [
        {
          Assert: callWithTwo(
            'Equals',
            call('Ref', 'AWS::AccountId'),
            quoted(accountId),
          ),
          AssertDescription: quoted(`This is for the account ${accountId}`),
        },
        {
          Assert: callWithTwo(
            'Equals',
            call('Ref', 'AWS::Region'),
            quoted(region),
          ),
          AssertDescription: quoted(`This is for the region ${region}`),
        },
      ],
    },
  };
}

function keyResources(key: NewKey) {
  const tags = Object.entries(key.tags).map(([name, value]) => ({
    Key: quoted(name),
    Value: quoted(value),
  }));
  return {
    MemoryKey: {
      Type: 'AWS::KMS::Key',
      ...KEPT,
      Properties: {
        Description: quoted(key.description),
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeySpec: 'SYMMETRIC_DEFAULT',
        EnableKeyRotation: true,
        KeyPolicy: quotedJson(JSON.parse(key.policy)),
        Tags: tags.length > 0 ? tags : undefined,
      },
    },
    MemoryKeyAlias: {
      Type: 'AWS::KMS::Alias',
      // A key that is kept is found by it.
      ...KEPT,
      Properties: {
        AliasName: quoted(key.alias),
        TargetKeyId: call('Ref', 'MemoryKey'),
      },
    },
  };
}

function output(description: string, value: unknown) {
  return { Description: description, Value: value };
}
