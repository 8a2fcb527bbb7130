import fc from 'fast-check';
import { RawStatement } from './literal';
import {
  ACCOUNTS,
  AGENTCORE,
  LETTERS,
  ORGANIZATIONS,
  REGION,
} from './universe';

const account = fc.constantFrom(
  ACCOUNTS.own,
  ACCOUNTS.memory,
  ACCOUNTS.foreign,
  ACCOUNTS.trusted,
);
const organization = fc.constantFrom(
  ORGANIZATIONS.trusted,
  ORGANIZATIONS.untrusted,
);
/** Patterns that mean some ids: by their beginning, by their end, and more of them at once. */
const patternOf = (id: string, skip: number) =>
  fc.constantFrom(
    ...[1, 2, 4].map(length => `${id.slice(0, skip + length)}*`),
    `*${id.slice(-1)}`,
    `${'?'.repeat(skip)}${id.slice(skip, -1)}?`,
  );
const accountPattern = fc
  .constantFrom(
    ACCOUNTS.own,
    ACCOUNTS.memory,
    ACCOUNTS.foreign,
    ACCOUNTS.trusted,
    ACCOUNTS.stranger,
  )
  .chain(id => patternOf(id, 0));
const organizationPattern = fc
  .constantFrom(
    ORGANIZATIONS.trusted,
    ORGANIZATIONS.untrusted,
    ORGANIZATIONS.other,
  )
  .chain(id => patternOf(id, 2));
const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.array(arbitrary, { minLength: 1, maxLength: 3 });

const serviceLinked = (id: string) =>
  `arn:aws:iam::${id}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;

const principal = fc.oneof(
  { weight: 4, arbitrary: fc.constant('*') },
  { weight: 2, arbitrary: account.map(id => ({ AWS: id })) },
  {
    weight: 2,
    arbitrary: account.map(id => ({ AWS: `arn:aws:iam::${id}:root` })),
  },
  ...[
    account.map(id => ({ AWS: `arn:aws:iam::${id}:role/Agent` })),
    account.map(id => ({ AWS: [`arn:aws:iam::${id}:user/Bob`, '*'] })),
    account.map(id => ({ AWS: [serviceLinked(id)] })),
    fc.constant({ Service: AGENTCORE }),
    fc.constant({ Service: ['s3.amazonaws.com', AGENTCORE] }),
    fc.constant({ Federated: 'cognito-identity.amazonaws.com' }),
    account.map(id => ({ AWS: [id, `arn:aws:iam::${id}:role/Agent`] })),
  ].map(arbitrary => ({ weight: 1, arbitrary })),
);

const TEXT =
  'StringEquals StringNotEquals StringLike StringNotLike StringEqualsIfExists StringNotEqualsIfExists ForAnyValue:StringEquals ForAllValues:StringEquals ForAnyValue:StringNotEquals ForAllValues:StringNotLike'.split(
    ' ',
  );
const ARN =
  'ArnEquals ArnLike ArnNotLike ArnNotEqualsIfExists StringLike StringNotLike StringEquals'.split(
    ' ',
  );
const BOOL = ['Bool', 'BoolIfExists', 'StringEquals'];
const NULL = ['Null'];
const boolean = fc.constantFrom('true', 'false');

/** Operators and values that a key is compared by. */
const KEYS: Record<
  string,
  [operators: string[], values: fc.Arbitrary<unknown>][]
> = {
  'aws:PrincipalAccount': [
    [
      TEXT,
      fc.oneof(account, some(accountPattern), fc.constantFrom('*', '12345')),
    ],
    [NULL, boolean],
  ],
  'kms:CallerAccount': [
    [TEXT, fc.array(account, { minLength: 1, maxLength: 2 })],
  ],
  'aws:PrincipalArn': [
    [
      ARN,
      account.chain(id =>
        fc.constantFrom(
          `arn:aws:iam::${id}:*`,
          `arn:aws:iam::${id}:role/*`,
          `arn:aws:iam::${id}:role/Agent`,
          'arn:aws:iam::*:role/Agent',
          'arn:aws:iam::*:role/*',
          'arn:aws:iam::*:role/aws-service-role/*',
          serviceLinked(id),
          `arn:aws:iam::${id}:role/${LETTERS.first}*`,
          `arn:aws:iam::${id}:role/*${LETTERS.middle}*`,
          `arn:aws:iam::*:role/*${LETTERS.last}`,
        ),
      ),
    ],
    [ARN, accountPattern.map(pattern => `arn:aws:iam::${pattern}:*`)],
  ],
  'aws:PrincipalOrgID': [
    [
      TEXT,
      fc.oneof(
        organization,
        some(organizationPattern),
        fc.constantFrom('o-*', '*'),
      ),
    ],
    [NULL, boolean],
  ],
  'aws:PrincipalOrgPaths': [
    [
      [
        'ForAnyValue:StringLike',
        'ForAllValues:StringLike',
        'ForAllValues:StringNotLike',
      ],
      fc.oneof(organization, organizationPattern).map(id => `${id}/*`),
    ],
  ],
  'aws:PrincipalIsAWSService': [[BOOL, boolean]],
  'aws:SourceAccount': [
    [TEXT, account],
    [NULL, boolean],
  ],
  'aws:SourceArn': [
    [
      ARN,
      account.chain(id =>
        fc.constantFrom(
          `arn:aws:bedrock-agentcore:${REGION}:${id}:memory/*`,
          'arn:aws:bedrock-agentcore:*:*:memory/*',
        ),
      ),
    ],
  ],
  'aws:PrincipalServiceName': [
    [TEXT, fc.constantFrom(AGENTCORE, 'sns.amazonaws.com')],
  ],
  'kms:ViaService': [
    [
      TEXT.slice(0, 6),
      fc.constantFrom(
        `bedrock-agentcore.${REGION}.amazonaws.com`,
        `s3.${REGION}.amazonaws.com`,
        'bedrock-agentcore.*.amazonaws.com',
      ),
    ],
  ],
  'aws:MultiFactorAuthPresent': [
    [BOOL, boolean],
    [NULL, boolean],
  ],
  'kms:EncryptionContext:tenant': [
    [TEXT.slice(0, 6), fc.constantFrom('a', '*')],
    [NULL, boolean],
  ],
  'aws:PrincipalTag/team': [[TEXT.slice(0, 6), fc.constantFrom('a', 'c')]],
  'aws:SourceIp': [[['IpAddress', 'NotIpAddress'], fc.constant('10.0.0.0/8')]],
  'aws:CurrentTime': [
    [
      ['DateLessThan', 'DateGreaterThan', 'DateLessThanIfExists'],
      fc.constantFrom(
        '2020-01-01T00:00:00Z',
        '2026-11-24T00:00:00Z',
        '2026-11-24T11:00:00Z',
        '2026-11-25T00:00:00Z',
        '2030-01-01',
      ),
    ],
  ],
  'aws:RequestedRegion': [[TEXT, fc.constantFrom(REGION, 'us-east-1')]],
  'aws:ResourceAccount': [[TEXT, account]],
  'kms:KeySpec': [[TEXT, fc.constantFrom('SYMMETRIC_DEFAULT', 'RSA_2048')]],
  'aws:SecureTransport': [[BOOL, boolean]],
  'aws:TagKeys': [
    [
      ['ForAllValues:StringEquals', 'ForAnyValue:StringEquals', 'Null'],
      boolean,
    ],
  ],
};

const condition = fc
  .oneof(
    fc.constantFrom(...Object.keys(KEYS)),
    // Conditions on the principal decide most policies, so they are drawn most often.
    fc.constantFrom(
      'aws:PrincipalAccount',
      'aws:PrincipalArn',
      'aws:PrincipalOrgID',
      'aws:PrincipalOrgPaths',
    ),
  )
  .chain(key => fc.tuple(fc.constant(key), fc.constantFrom(...KEYS[key])))
  .chain(([key, [operators, values]]) =>
    fc.tuple(fc.constantFrom(...operators), fc.constant(key), values),
  );

const conditions = fc.array(condition, { maxLength: 3 }).map(all => {
  const result: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, value] of all) {
    result[operator] = { ...result[operator], [key]: value };
  }
  return result;
});

const action = fc.constantFrom<unknown>(
  'kms:*',
  'kms:*',
  '*',
  'kms:Decrypt',
  ['kms:decrypt', 'kms:CreateGrant'],
  ['kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:D*', 'kms:CreateGrant'],
  'kms:DescribeKey',
);

/** Any statement that the literal evaluator can read. */
const statement: fc.Arbitrary<RawStatement> = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    principal,
    not: fc.nat(7),
    action,
    notAction: fc.nat(7),
    resource: fc.oneof(
      { weight: 20, arbitrary: fc.constant<string | undefined>('*') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          undefined,
          `arn:aws:kms:${REGION}:${ACCOUNTS.own}:key/x`,
        ),
      },
    ),
    conditions,
  })
  .map(parts => ({
    Effect: parts.effect,
    [parts.not === 0 && parts.principal !== '*' ? 'NotPrincipal' : 'Principal']:
      parts.principal,
    [parts.notAction === 0 ? 'NotAction' : 'Action']: parts.action,
    ...(parts.resource !== undefined && { Resource: parts.resource }),
    ...(Object.keys(parts.conditions).length > 0 && {
      Condition: parts.conditions,
    }),
  }));

/** Statements of a policy for the oracle. */
export const statementsForOracle = fc.array(statement, {
  minLength: 1,
  maxLength: 4,
});
