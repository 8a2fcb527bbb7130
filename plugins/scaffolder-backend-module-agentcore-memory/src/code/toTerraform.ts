import { NewKey } from 'backstage-plugin-agentcore-memory-node';
import { checkCode } from 'backstage-plugin-agentcore-memory-node';
import { CodeFile } from './CodeFile';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { HclBlock, HclCall, HclExpression, HclValue, toHcl } from './hcl';
import {
  KEPT,
  tagsOf,
  terraformMemory,
  terraformStrategy,
} from './terraformMemory';
import { terraformReadme } from './terraformReadme';

const TERRAFORM = '>= 1.0';

/**
 * A memory as Terraform code. Throws `InputError` naming the field that Terraform's provider can't express, and what to
 * choose instead.
 */
export function toTerraform(request: CodeRequest): CodeFile[] {
  checkCode('terraform', request);
  const { place, memory, key } = request;
  const keyArn =
    'arn' in key ? key.arn : new HclExpression('aws_kms_key.memory.arn');
  const main = [
    {
      type: 'provider',
      labels: ['aws'],
      attributes: {
        region: place.region,
        // The code is for this account only.
        allowed_account_ids: [place.accountId],
      },
    },
    ...('create' in key ? keyBlocks(key.create) : []),
    terraformMemory(memory, keyArn),
    ...memory.strategies.map(terraformStrategy),
  ];
  return [
    { path: 'README.md', content: terraformReadme(request) },
    { path: 'main.tf', content: toHcl(main) },
    { path: 'outputs.tf', content: toHcl(outputBlocks(keyArn)) },
    { path: 'versions.tf', content: toHcl([versionsBlock(request)]) },
  ];
}

function keyBlocks(key: NewKey): HclBlock[] {
  return [
    {
      type: 'resource',
      labels: ['aws_kms_key', 'memory'],
      attributes: {
        description: key.description,
        key_usage: 'ENCRYPT_DECRYPT',
        customer_master_key_spec: 'SYMMETRIC_DEFAULT',
        enable_key_rotation: true,
        policy: new HclCall('jsonencode', JSON.parse(key.policy)),
        tags: tagsOf(key.tags),
      },
      blocks: [KEPT],
    },
    {
      type: 'resource',
      labels: ['aws_kms_alias', 'memory'],
      attributes: {
        name: key.alias,
        target_key_id: new HclExpression('aws_kms_key.memory.key_id'),
      },
    },
  ];
}

function outputBlocks(keyArn: HclValue): HclBlock[] {
  const memory = (attribute: string) =>
    new HclExpression(`aws_bedrockagentcore_memory.memory.${attribute}`);
  return [
    output('memory_arn', 'ARN of the memory', memory('arn')),
    output('memory_id', 'Id of the memory', memory('id')),
    output('key_arn', 'ARN of the key that encrypts the memory', keyArn),
  ];
}

function output(name: string, description: string, value: HclValue): HclBlock {
  return { type: 'output', labels: [name], attributes: { description, value } };
}

function versionsBlock(request: CodeRequest): HclBlock {
  return {
    type: 'terraform',
    attributes: { required_version: TERRAFORM },
    blocks: [
      {
        type: 'required_providers',
        attributes: {
          aws: { source: 'hashicorp/aws', version: providerVersion(request) },
        },
      },
    ],
  };
}

/**
 * The first provider known to have all that is used; versions 7 may differ.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/releases: memories came with 6.18, namespace templates and
 * reflection with 6.57. A pipeline of one's own is in 6.62, and in no version before 6.58.
 */
function providerVersion({ memory }: CodeRequest): string {
  const { strategies, indexedKeys } = memory;
  if (strategies.some(({ selfManaged }) => selfManaged)) return '~> 6.62';
  return strategies.length + indexedKeys.length > 0 ? '~> 6.57' : '~> 6.18';
}
