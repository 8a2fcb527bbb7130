import fc from 'fast-check';

const accountId = fc.constantFrom(
  '111122223333',
  '444455556666',
  '777788889999',
);
const AGENTCORE = 'bedrock-agentcore.amazonaws.com';

const principal = fc.oneof(
  fc.constant('*'),
  fc.constant({ AWS: '*' }),
  fc.constant({ Service: AGENTCORE }),
  fc.constant({ Service: 'logs.amazonaws.com' }),
  accountId.map(id => ({ AWS: id })),
  accountId.map(id => ({ AWS: `arn:aws:iam::${id}:root` })),
  accountId.map(id => ({ AWS: `arn:aws:iam::${id}:role/Agent` })),
  accountId.map(id => ({
    AWS: [`arn:aws:iam::${id}:role/Admin`, `arn:aws:iam::${id}:root`],
    Service: AGENTCORE,
  })),
  fc.constant({ Federated: 'cognito-identity.amazonaws.com' }),
);

const action = fc.constantFrom(
  'kms:*',
  '*',
  'kms:Decrypt',
  'KMS:decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:CreateGrant',
  'kms:DescribeKey',
  'kms:PutKeyPolicy',
  'kms:?ecrypt',
);

const values: Record<string, fc.Arbitrary<unknown>> = {
  'aws:SourceAccount': accountId,
  'kms:CallerAccount': accountId,
  'aws:PrincipalAccount': accountId,
  'aws:PrincipalOrgID': fc.constantFrom('o-abcdefghij', '*'),
  'aws:PrincipalArn': accountId.map(id => `arn:aws:iam::${id}:role/*`),
  'aws:SourceArn': accountId.map(
    id => `arn:aws:bedrock-agentcore:eu-central-1:${id}:memory/*`,
  ),
  'kms:ViaService': fc.constantFrom(
    'bedrock-agentcore.eu-central-1.amazonaws.com',
    'bedrock-agentcore.*.amazonaws.com',
    's3.eu-central-1.amazonaws.com',
  ),
  'kms:GrantIsForAWSResource': fc.constantFrom('true', true, 'false'),
  'aws:SourceIp': fc.constant('10.0.0.0/8'),
  'kms:EncryptionContext:tenant': fc.constant('a'),
  'aws:PrincipalTag/team': fc.constant('a'),
};

const operator = fc.constantFrom(
  'StringEquals',
  'StringLike',
  'StringNotEquals',
  'StringNotEquals',
  'StringNotLike',
  'StringNotEqualsIfExists',
  'StringEqualsIfExists',
  'ForAnyValue:StringEquals',
  'ForAllValues:StringLike',
  'ArnLike',
  'ArnNotLike',
  'Bool',
  'Null',
  'IpAddress',
  'NumericLessThan',
  'DateGreaterThan',
  'Surprise',
);

const condition = fc
  .constantFrom(...Object.keys(values))
  .chain(key => fc.tuple(operator, fc.constant(key), values[key]))
  .map(([name, key, value]) => ({ [name]: { [key]: value } }));

/** A statement about everybody and everything but for one condition, as guard rails are written. */
function aGuard(
  effect: fc.Arbitrary<'Allow' | 'Deny'>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    {
      Effect: effect,
      Principal: fc.constantFrom('*', { AWS: '*' }),
      Action: fc.constant(['kms:*']),
      Resource: fc.constant('*'),
      Condition: condition,
    },
    { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
  );
}

/** A statement of either effect, as people and tools write them. */
export function aStatement(
  effect: fc.Arbitrary<'Allow' | 'Deny'>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.oneof(aGuard(effect), anyStatement(effect));
}

function anyStatement(
  effect: fc.Arbitrary<'Allow' | 'Deny'>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record({
      effect,
      principal,
      notPrincipal: fc.boolean(),
      actions: fc.array(action, { minLength: 1, maxLength: 3 }),
      notAction: fc.boolean(),
      conditions: fc.array(condition, { maxLength: 2 }),
    })
    .map(parts => ({
      Effect: parts.effect,
      [parts.notPrincipal && parts.principal !== '*'
        ? 'NotPrincipal'
        : 'Principal']: parts.principal,
      [parts.notAction ? 'NotAction' : 'Action']: parts.actions,
      Resource: '*',
      ...(parts.conditions.length > 0 && {
        Condition: Object.assign({}, ...parts.conditions),
      }),
    }));
}

/** The text of a policy of these statements. */
export function policyText(statements: readonly unknown[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Statements of a policy. */
export const someStatements = fc.array(
  aStatement(fc.constantFrom('Allow', 'Allow', 'Deny')),
  { maxLength: 5 },
);

/** A policy, or a text that is none. */
export const aPolicyText = fc.oneof(
  { weight: 4, arbitrary: someStatements.map(policyText) },
  { weight: 1, arbitrary: fc.string() },
);
