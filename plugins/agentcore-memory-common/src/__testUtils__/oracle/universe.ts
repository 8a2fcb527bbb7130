import { drawn, ids } from './draw';
import { Caller, LiteralRequest, RawStatement } from './literal';

const [own, memory, foreign, trustedAccount, stranger, remote] = ids(
  6,
  '0123456789',
  12,
);
/** The accounts of the universe. No policy names a `stranger`, and no pattern means a `remote` one. */
export const ACCOUNTS = {
  own,
  memory,
  foreign,
  trusted: trustedAccount,
  stranger,
  remote,
};

const [trusted, untrusted, other, another] = ids(
  4,
  'abcdefghijklmnopqrstuvwxyz0123456789',
  10,
).map(id => `o-${id}`);
/** Organisations; no policy names `other`, and no pattern means `another`. */
export const ORGANIZATIONS = { trusted, untrusted, other, another };

export const REGION = 'eu-central-1';
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNTS.own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const DAY = '2026-11-24';
export const AGENTCORE = 'bedrock-agentcore.amazonaws.com';

/** Characters of names that patterns of policies ask for, and one that none does; "Agent" and "Bob" hold none. */
export const LETTERS = (() => {
  const [first, middle, last, unused] = drawn([...'CDFHJKMPQRUVYZ247-_'], 4);
  return { first, middle, last, unused };
})();

const isIn = (set: number, bit: number, letter: string) =>
  Math.floor(set / bit) % 2 === 1 ? letter : LETTERS.unused;

/** Names that policies use, and some that none spells out: one for each set of patterns of names. */
const RESOURCES = {
  named: ['role/Agent', 'user/Bob'],
  unnamed: [
    ...Array.from(
      { length: 8 },
      (_, set) =>
        `role/${isIn(set, 1, LETTERS.first)}${isIn(
          set,
          2,
          LETTERS.middle,
        )}${isIn(set, 4, LETTERS.last)}`,
    ),
    'user/Zq',
  ],
};

/** A caller with what they can't change about a request. */
export interface Somebody {
  caller: Caller;
  account: string;
  organization?: string;
  /** Whether the policies of the universe may spell out the name. */
  isNamed: boolean;
  fixed: LiteralRequest['context'];
}

const org = (whose: string, id: string | undefined) =>
  id === undefined
    ? {}
    : {
        [`aws:${whose}OrgID`]: id,
        [`aws:${whose}OrgPaths`]: [`${id}/r-ab12/ou-ab12-cdefghij/`],
      };

const EVERY = {
  'aws:SecureTransport': 'true',
  'aws:RequestedRegion': REGION,
  'aws:ResourceAccount': ACCOUNTS.own,
  'kms:KeySpec': 'SYMMETRIC_DEFAULT',
  'kms:KeyUsage': 'ENCRYPT_DECRYPT',
  'kms:KeyOrigin': 'AWS_KMS',
  'kms:MultiRegion': 'false',
};

/** Roles, users and root users of an account. */
export function principalsOf(
  account: string,
  organization: string | undefined,
): Somebody[] {
  const somebody = (
    resource: string,
    isNamed: boolean,
    provider: 'iam' | 'sts' = 'iam',
  ): Somebody => {
    const arn = `arn:aws:${provider}::${account}:${resource}`;
    return {
      caller: { arn, account },
      account,
      organization,
      isNamed,
      fixed: {
        ...EVERY,
        ...org('Principal', organization),
        'aws:PrincipalAccount': account,
        'kms:CallerAccount': account,
        'aws:PrincipalArn': arn,
        'aws:PrincipalIsAWSService': 'false',
      },
    };
  };
  return [
    ...RESOURCES.named.map(resource => somebody(resource, true)),
    ...RESOURCES.unnamed.map(resource => somebody(resource, false)),
    somebody('root', true),
    somebody('federated-user/Zq', false, 'sts'),
    // AWS says that a session shows its role; policies name sessions all the same.
    somebody('assumed-role/Zq/Zq', false, 'sts'),
  ];
}

/** A service that acts for a resource of an account, or for nobody that it tells. */
export function service(
  name: string,
  account: string | undefined,
  organization?: string,
  resource = 'bedrock-agentcore:eu-central-1:ACCOUNT:memory/zq-a1B2c3D4e5',
): Somebody {
  return {
    caller: { service: name },
    account: account ?? '',
    organization,
    isNamed: false,
    fixed: {
      ...EVERY,
      ...org('Source', organization),
      'aws:PrincipalAccount': '999999999999',
      'kms:CallerAccount': '999999999999',
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': name,
      ...(account !== undefined && {
        'aws:SourceAccount': account,
        'aws:SourceArn': `arn:aws:${resource.replace('ACCOUNT', account)}`,
      }),
    },
  };
}

/** What a caller may or may not carry, by key; `undefined`: absent. */
type Variants = Record<string, (string | string[] | undefined)[]>;

/** What a caller makes as they like. */
export const AT_WILL: Variants = {
  'kms:ViaService': [
    undefined,
    `bedrock-agentcore.${REGION}.amazonaws.com`,
    `s3.${REGION}.amazonaws.com`,
    // There is no such service, but whoever writes a star for all regions and forgets StringLike means to open.
    'bedrock-agentcore.*.amazonaws.com',
  ],
  'aws:MultiFactorAuthPresent': [undefined, 'true', 'false'],
  'kms:EncryptionContext:tenant': [undefined, 'a', 'b', '*'],
  'aws:PrincipalTag/team': [undefined, 'a', 'b', 'c'],
};

/** What nobody but AWS knows, or what depends on the hour. */
export const BY_CHANCE: Variants = {
  'aws:SourceIp': ['10.1.1.1', '203.0.113.5'],
  'aws:CurrentTime': [
    `${DAY}T00:00:00Z`,
    `${DAY}T12:00:00Z`,
    `${DAY}T23:59:59Z`,
  ],
};

/** All combinations of the variants that a policy speaks of. */
export function combinations(
  variants: Variants,
  statements: readonly RawStatement[],
): LiteralRequest['context'][] {
  const text = JSON.stringify(statements).toLowerCase();
  let all: LiteralRequest['context'][] = [{}];
  for (const [key, values] of Object.entries(variants)) {
    if (!text.includes(`"${key.toLowerCase()}"`)) continue;
    all = all.flatMap(one =>
      values.map(value =>
        value === undefined ? one : { ...one, [key]: value },
      ),
    );
  }
  return all;
}
