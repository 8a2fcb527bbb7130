import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  ListAliasesCommand,
  paginateListAliases,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { aliasArn, keyArn } from '../state/arn';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const MISSING_ID = '00000000-0000-4000-8000-000000000000';

function describeKey(
  KeyId: string,
  where?: { accountId?: string; region?: string },
) {
  return sandbox.kms(where).send(new DescribeKeyCommand({ KeyId }));
}

describe('CreateKey and DescribeKey', () => {
  it('creates a key that is found by id, ARN, alias name and alias ARN', async () => {
    const { KeyMetadata: made } = await sandbox
      .kms()
      .send(new CreateKeyCommand({ Description: 'Fresh' }));
    expect(made).toMatchObject({
      AWSAccountId: PLACE.accountId,
      Arn: keyArn(PLACE, made!.KeyId!),
      CreationDate: new Date(sandbox.clock.now()),
      Description: 'Fresh',
      Enabled: true,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
    });
    await sandbox.kms().send(
      new CreateAliasCommand({
        AliasName: 'alias/fresh',
        TargetKeyId: made!.KeyId,
      }),
    );
    for (const name of [
      made!.KeyId!,
      made!.Arn!,
      'alias/fresh',
      aliasArn(PLACE, 'alias/fresh'),
    ]) {
      expect((await describeKey(name)).KeyMetadata).toEqual(made);
    }
  });

  it('has a policy by which its creator can change it, unless that is waived', async () => {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    expect(
      await errorOf(sandbox.kms().send(new CreateKeyCommand({ Policy }))),
    ).toMatchObject({ name: 'MalformedPolicyDocumentException', status: 400 });
    expect(sandbox.state.store(PLACE).keys.size).toBe(0);
    await sandbox
      .kms()
      .send(
        new CreateKeyCommand({ Policy, BypassPolicyLockoutSafetyCheck: true }),
      );
    expect(sandbox.state.store(PLACE).keys.size).toBe(1);
  });

  it.each<[string, CreateKeyCommand['input']]>([
    ['a usage that does not fit the spec', { KeyUsage: 'SIGN_VERIFY' }],
    ['an unknown spec', { KeySpec: 'SM2' }],
  ])('CreateKey refuses %s', async (_, input) => {
    expect(
      await errorOf(sandbox.kms().send(new CreateKeyCommand(input))),
    ).toMatchObject({ name: 'ValidationException', status: 400 });
  });

  it('distinguishes unknown keys, malformed ARNs and keys of another region', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    expect(await errorOf(describeKey(MISSING_ID))).toMatchObject({
      name: 'NotFoundException',
      status: 400,
    });
    expect(await errorOf(describeKey('alias/none'))).toMatchObject({
      name: 'NotFoundException',
    });
    expect(
      await errorOf(describeKey(arn, { region: 'us-west-2' })),
    ).toMatchObject({ name: 'NotFoundException' });
    expect(await errorOf(describeKey('arn:aws:s3:::bucket'))).toMatchObject({
      name: 'InvalidArnException',
    });
  });

  it('shows a key to another account only if the key policy names it', async () => {
    const { state } = sandbox;
    const { arn } = state.createKey({
      accountId: OTHER_ACCOUNT,
      region: REGION,
    });
    const denied = { name: 'AccessDeniedException', status: 400 };
    expect(await errorOf(describeKey(arn))).toMatchObject(denied);
    expect(
      await errorOf(
        describeKey(
          keyArn({ accountId: OTHER_ACCOUNT, region: REGION }, MISSING_ID),
        ),
      ),
    ).toMatchObject(denied);
    const open = (statement: object) =>
      state.setKeyPolicy(arn, {
        Statement: [{ Effect: 'Allow', Resource: '*', ...statement }],
      });

    open({ Principal: '*', Action: 'kms:Decrypt' });
    expect(await errorOf(describeKey(arn))).toMatchObject(denied);
    open({
      Principal: '*',
      Action: 'kms:*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    });
    expect(await errorOf(describeKey(arn))).toMatchObject(denied);
    for (const statement of [
      { Principal: '*', Action: 'kms:Describe*' },
      { Principal: { AWS: PLACE.accountId }, Action: 'kms:DescribeKey' },
      {
        Principal: { AWS: [`arn:aws:iam::${PLACE.accountId}:root`] },
        Action: ['kms:*'],
      },
      {
        Principal: { AWS: '*' },
        Action: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': PLACE.accountId },
        },
      },
    ]) {
      open(statement);
      expect((await describeKey(arn)).KeyMetadata!.Arn).toBe(arn);
    }
  });

  it('shows the expiry of imported material, and PendingImport afterwards', async () => {
    const validTo = sandbox.clock.now() + 5000;
    const { arn } = sandbox.state.createKey({
      ...PLACE,
      origin: 'EXTERNAL',
      validTo,
    });
    expect((await describeKey(arn)).KeyMetadata).toMatchObject({
      KeyState: 'Enabled',
      ExpirationModel: 'KEY_MATERIAL_EXPIRES',
      ValidTo: new Date(validTo),
    });
    sandbox.clock.advance(5000);
    expect((await describeKey(arn)).KeyMetadata!.KeyState).toBe(
      'PendingImport',
    );
  });
});

describe('ListKeys', () => {
  it('pages through the keys of the account and region', async () => {
    const arns = [0, 1, 2].map(() => sandbox.state.createKey(PLACE).arn);
    sandbox.state.createKey({ accountId: OTHER_ACCOUNT, region: REGION });
    const listed = [];
    for await (const page of paginateListKeys(
      { client: sandbox.kms(), pageSize: 2 },
      {},
    )) {
      listed.push(...page.Keys!.map(({ KeyArn }) => KeyArn));
    }
    expect(listed).toEqual(arns);
  });
});

describe('aliases', () => {
  it('are listed in pages, and by key', async () => {
    const key = sandbox.state.createKey({ ...PLACE, alias: 'b' });
    sandbox.state.createAlias(key.arn, 'c');
    const other = sandbox.state.createKey({ ...PLACE, alias: 'a' });
    const names = [];
    for await (const page of paginateListAliases(
      { client: sandbox.kms(), pageSize: 2 },
      {},
    )) {
      names.push(...page.Aliases!.map(({ AliasName }) => AliasName));
    }
    expect(names).toEqual(['alias/a', 'alias/b', 'alias/c']);
    const { Aliases, Truncated } = await sandbox
      .kms()
      .send(new ListAliasesCommand({ KeyId: other.keyId }));
    expect(Truncated).toBe(false);
    expect(Aliases).toMatchObject([
      { AliasName: 'alias/a', TargetKeyId: other.keyId },
    ]);
  });

  it('refuses names that exist, are reserved or malformed, and invalid markers', async () => {
    const { keyId } = sandbox.state.createKey({
      ...PLACE,
      alias: 'taken',
    });
    const create = async (AliasName: string, TargetKeyId = keyId) =>
      (
        await errorOf(
          sandbox
            .kms()
            .send(new CreateAliasCommand({ AliasName, TargetKeyId })),
        )
      ).name;
    expect(await create('alias/taken')).toBe('AlreadyExistsException');
    expect(await create('alias/aws/memory')).toBe('NotAuthorizedException');
    expect(await create('no-alias')).toBe('ValidationException');
    expect(await create('alias/free', MISSING_ID)).toBe('NotFoundException');
    expect(
      await errorOf(
        sandbox.kms().send(new ListAliasesCommand({ Marker: 'nonsense' })),
      ),
    ).toMatchObject({ name: 'InvalidMarkerException', status: 400 });
  });
});
