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
  otherAccount,
  place,
  region,
  useSandbox,
} from './__testUtils__/useSandbox';

const under = useSandbox();
const missingId = '00000000-0000-4000-8000-000000000000';

function describeKey(
  KeyId: string,
  where?: { accountId?: string; region?: string },
) {
  return under.kms(where).send(new DescribeKeyCommand({ KeyId }));
}

describe('CreateKey and DescribeKey', () => {
  it('makes a key that is found by id, ARN, alias name and alias ARN', async () => {
    const { KeyMetadata: made } = await under
      .kms()
      .send(new CreateKeyCommand({ Description: 'Fresh' }));
    expect(made).toMatchObject({
      AWSAccountId: place.accountId,
      Arn: keyArn(place, made!.KeyId!),
      CreationDate: new Date(under.clock.now()),
      Description: 'Fresh',
      Enabled: true,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
    });
    await under.kms().send(
      new CreateAliasCommand({
        AliasName: 'alias/fresh',
        TargetKeyId: made!.KeyId,
      }),
    );
    for (const name of [
      made!.KeyId!,
      made!.Arn!,
      'alias/fresh',
      aliasArn(place, 'alias/fresh'),
    ]) {
      expect((await describeKey(name)).KeyMetadata).toEqual(made);
    }
  });

  it.each<[string, CreateKeyCommand['input']]>([
    ['a usage that does not fit the spec', { KeyUsage: 'SIGN_VERIFY' }],
    ['an unknown spec', { KeySpec: 'SM2' }],
  ])('CreateKey refuses %s', async (_, input) => {
    expect(
      await errorOf(under.kms().send(new CreateKeyCommand(input))),
    ).toMatchObject({ name: 'ValidationException', status: 400 });
  });

  it('tells what is not there from what is no ARN and what is in another region', async () => {
    const { arn } = under.sandbox.state.createKey(place);
    expect(await errorOf(describeKey(missingId))).toMatchObject({
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
    const { state } = under.sandbox;
    const { arn } = state.createKey({ accountId: otherAccount, region });
    const denied = { name: 'AccessDeniedException', status: 400 };
    expect(await errorOf(describeKey(arn))).toMatchObject(denied);
    expect(
      await errorOf(
        describeKey(keyArn({ accountId: otherAccount, region }, missingId)),
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
      { Principal: { AWS: place.accountId }, Action: 'kms:DescribeKey' },
      {
        Principal: { AWS: [`arn:aws:iam::${place.accountId}:root`] },
        Action: ['kms:*'],
      },
      {
        Principal: { AWS: '*' },
        Action: '*',
        Condition: {
          StringEquals: { 'kms:CallerAccount': place.accountId },
        },
      },
    ]) {
      open(statement);
      expect((await describeKey(arn)).KeyMetadata!.Arn).toBe(arn);
    }
  });

  it('shows imported material that expires, and that it did', async () => {
    const validTo = under.clock.now() + 5000;
    const { arn } = under.sandbox.state.createKey({
      ...place,
      origin: 'EXTERNAL',
      validTo,
    });
    expect((await describeKey(arn)).KeyMetadata).toMatchObject({
      KeyState: 'Enabled',
      ExpirationModel: 'KEY_MATERIAL_EXPIRES',
      ValidTo: new Date(validTo),
    });
    under.clock.advance(5000);
    expect((await describeKey(arn)).KeyMetadata!.KeyState).toBe(
      'PendingImport',
    );
  });
});

describe('ListKeys', () => {
  it('pages through the keys of the account and region', async () => {
    const arns = [0, 1, 2].map(() => under.sandbox.state.createKey(place).arn);
    under.sandbox.state.createKey({ accountId: otherAccount, region });
    const listed = [];
    for await (const page of paginateListKeys(
      { client: under.kms(), pageSize: 2 },
      {},
    )) {
      listed.push(...page.Keys!.map(({ KeyArn }) => KeyArn));
    }
    expect(listed).toEqual(arns);
  });
});

describe('aliases', () => {
  it('are listed in pages, and by key', async () => {
    const key = under.sandbox.state.createKey({ ...place, alias: 'b' });
    under.sandbox.state.createAlias(key.arn, 'c');
    const other = under.sandbox.state.createKey({ ...place, alias: 'a' });
    const names = [];
    for await (const page of paginateListAliases(
      { client: under.kms(), pageSize: 2 },
      {},
    )) {
      names.push(...page.Aliases!.map(({ AliasName }) => AliasName));
    }
    expect(names).toEqual(['alias/a', 'alias/b', 'alias/c']);
    const { Aliases, Truncated } = await under
      .kms()
      .send(new ListAliasesCommand({ KeyId: other.keyId }));
    expect(Truncated).toBe(false);
    expect(Aliases).toMatchObject([
      { AliasName: 'alias/a', TargetKeyId: other.keyId },
    ]);
  });

  it('refuses names that are taken, kept for AWS or malformed, and bad markers', async () => {
    const { keyId } = under.sandbox.state.createKey({
      ...place,
      alias: 'taken',
    });
    const create = async (AliasName: string, TargetKeyId = keyId) =>
      (
        await errorOf(
          under.kms().send(new CreateAliasCommand({ AliasName, TargetKeyId })),
        )
      ).name;
    expect(await create('alias/taken')).toBe('AlreadyExistsException');
    expect(await create('alias/aws/memory')).toBe('NotAuthorizedException');
    expect(await create('no-alias')).toBe('ValidationException');
    expect(await create('alias/free', missingId)).toBe('NotFoundException');
    expect(
      await errorOf(
        under.kms().send(new ListAliasesCommand({ Marker: 'nonsense' })),
      ),
    ).toMatchObject({ name: 'InvalidMarkerException', status: 400 });
  });
});
