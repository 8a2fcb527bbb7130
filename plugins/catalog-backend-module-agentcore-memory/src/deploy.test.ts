import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, ScalarTag, CollectionTag } from 'yaml';
import {
  KEY_EVENTS,
  KMS_NATIVE_EVENTS,
  MEMORY_EVENTS,
} from './events/analyzeAwsEvent';

const DOCS = path.resolve(__dirname, '../../../docs');
const read = (name: string) => readFileSync(path.join(DOCS, name), 'utf8');

/** CloudFormation's short forms, each as its plain content. */
const tags = ['Ref', 'Sub', 'GetAtt', 'If', 'Equals', 'Not', 'And', 'Condition']
  .map(name => `!${name}`)
  .flatMap((tag): (ScalarTag | CollectionTag)[] => [
    { tag, resolve: (text: string) => text },
    {
      tag,
      collection: 'seq',
      resolve: list => list,
    },
  ]);
const template = (name: string) =>
  parse(read(`deploy/${name}`), { customTags: tags });

describe('what an account is brought on board with', () => {
  const { Resources: resources } = template('member.cloudformation.yaml');

  it.each([
    ['ReaderRole', ['read', 'pick-keys']],
    ['WriterRole', ['create', 'create-key']],
  ])('gives the %s exactly the documented policies', (role, names) => {
    const policies: { PolicyDocument: object }[] = resources[
      role
    ].Properties.Policies.map(
      // Those of which nobody asked for are left out by an !If.
      (policy: any) => (Array.isArray(policy) ? policy[1] : policy), // any: YAML
    );
    expect(policies.map(({ PolicyDocument }) => PolicyDocument)).toEqual(
      names.map(name => JSON.parse(read(`iam/${name}.json`))),
    );
  });

  it('lets Backstage assume these roles in the organisation, and no others', () => {
    const { Parameters: parameters, Resources: central } = template(
      'central.cloudformation.yaml',
    );
    const policy = JSON.stringify(
      central.AssumeRolesPolicy.Properties.PolicyDocument,
    ).replace(/\$\{(\w+)\}/g, (_, name) => parameters[name].Default);
    expect(JSON.parse(policy)).toEqual(JSON.parse(read('iam/assume.json')));
  });

  it('hands on exactly the events that are understood', () => {
    const { $or: patterns } =
      resources.MemoryAndKeyChanges.Properties.EventPattern;
    const [memories, keys, native] = patterns;
    expect(memories.detail.eventName.sort()).toEqual([...MEMORY_EVENTS].sort());
    expect(keys.detail.eventName.sort()).toEqual([...KEY_EVENTS].sort());
    expect(native['detail-type'].sort()).toEqual([...KMS_NATIVE_EVENTS].sort());
  });

  it('does the same with Terraform', () => {
    const module = read('deploy/member.tf');
    for (const name of [
      ...MEMORY_EVENTS,
      ...KEY_EVENTS,
      ...KMS_NATIVE_EVENTS,
    ]) {
      expect(module).toContain(`"${name}"`);
    }
  });

  it('has a central part that only the organisation can reach', () => {
    const central = template('central.cloudformation.yaml').Resources;
    expect(
      central.EventBusPolicy.Properties.Statement.Condition.StringEquals,
    ).toHaveProperty(['aws:PrincipalOrgID']);
    expect(read('deploy/central.tf')).toContain('aws:PrincipalOrgID');
  });
});

describe('the service control policy', () => {
  const [statement, ...others] = JSON.parse(
    read('iam/deny-unencrypted.json'),
  ).Statement;

  /** `StringNotLike` as IAM has it: a key that is absent is not like anything. */
  function denies(action: string, keyArn: string | undefined): boolean {
    const [[operator, keys]] = Object.entries<Record<string, string>>(
      statement.Condition,
    );
    expect([operator, Object.keys(keys)]).toEqual([
      'StringNotLike',
      ['bedrock-agentcore:KmsKeyArn'],
    ]);
    const [pattern] = Object.values(keys);
    const isLike = new RegExp(`^${pattern.replace(/\*/g, '.*')}$`);
    return (
      statement.Effect === 'Deny' &&
      statement.Action === action &&
      (keyArn === undefined || !isLike.test(keyArn))
    );
  }

  it('denies creating a memory without a key, and nothing else', () => {
    const create = 'bedrock-agentcore:CreateMemory';
    const key = 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234';
    expect(others).toEqual([]);
    expect(denies(create, undefined)).toBe(true);
    expect(denies(create, '')).toBe(true);
    expect(denies(create, key)).toBe(false);
    expect(denies('bedrock-agentcore:UpdateMemory', undefined)).toBe(false);
  });
});
