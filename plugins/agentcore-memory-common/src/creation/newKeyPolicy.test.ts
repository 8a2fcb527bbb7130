import {
  ACCOUNT,
  HEALTHY_KEY,
  HEALTHY_MEMORY,
  HEALTHY_METADATA,
  TODAY,
} from '../__testUtils__/healthyFacts';
import { known, partitionOf } from '../facts';
import { assessMemory } from '../rules';
import { newKeyPolicy } from './newKeyPolicy';

function findingsIn(region: string) {
  const partition = partitionOf(region);
  const arn = `arn:${partition}:kms:${region}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  return assessMemory({
    memory: {
      ...HEALTHY_MEMORY,
      arn: `arn:${partition}:bedrock-agentcore:${region}:${ACCOUNT}:memory/notes-a1B2c3D4e5`,
      partition,
      region,
      details: known({
        name: 'notes',
        encryptionKeyArn: known(arn),
        eventExpiryDays: 30,
        strategies: [],
        recordStreams: [],
      }),
    },
    key: {
      ...HEALTHY_KEY,
      arn,
      metadata: known({ ...HEALTHY_METADATA, arn, region }),
      policy: known(
        JSON.stringify(newKeyPolicy({ accountId: ACCOUNT, region })),
      ),
    },
    today: TODAY,
  }).findings;
}

describe('newKeyPolicy', () => {
  it.each(['eu-central-1', 'us-east-1', 'us-gov-west-1'])(
    'satisfies every rule in %s',
    region => {
      const outcomes = findingsIn(region).map(({ rule, outcome }) => [
        rule,
        outcome,
      ]);
      expect(Object.fromEntries(outcomes)).toMatchObject({
        'customer-managed-key': 'pass',
        'key-policy-exposure': 'pass',
        'key-policy-service-access': 'pass',
      });
      expect(
        outcomes.filter(
          ([, outcome]) => outcome !== 'pass' && outcome !== 'not-applicable',
        ),
      ).toEqual([]);
    },
  );

  it('lets AgentCore do the six actions, lets the account administer the key, and allows nothing else', () => {
    const statements = newKeyPolicy({
      accountId: ACCOUNT,
      region: 'eu-central-1',
    }).Statement;
    const account = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    expect(statements.map(({ Principal }) => Principal)).toEqual([
      account,
      account,
      { Service: 'bedrock-agentcore.amazonaws.com' },
    ]);
    expect(statements[2].Action).toEqual([
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncrypt*',
    ]);
  });

  it('gives plaintext only through AgentCore, and leaves the account able to change the policy', () => {
    const [administration, ...uses] = newKeyPolicy({
      accountId: ACCOUNT,
      region: 'eu-central-1',
    }).Statement;
    expect(administration.Action).toContain('kms:PutKeyPolicy');
    expect(
      administration.Action.filter(action =>
        /Decrypt|Encrypt|GenerateDataKey|CreateGrant|^kms:(\*|Create\*)$/.test(
          action,
        ),
      ),
    ).toEqual([]);
    expect(uses.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          'kms:CallerAccount': ACCOUNT,
          'kms:ViaService': 'bedrock-agentcore.eu-central-1.amazonaws.com',
        },
      },
      { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    ]);
  });
});
