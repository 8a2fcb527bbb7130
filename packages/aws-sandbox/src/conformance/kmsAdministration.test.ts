import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-kms';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const DAY_MS = 86_400_000;

describe('key state', () => {
  it('is disabled and enabled', async () => {
    const { arn: KeyId } = sandbox.state.createKey(PLACE);
    const kms = sandbox.kms();
    const state = async () =>
      (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata!.KeyState;
    await kms.send(new DisableKeyCommand({ KeyId }));
    expect(await state()).toBe('Disabled');
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(await state()).toBe('Enabled');
  });

  it('is PendingDeletion, Disabled after cancellation, and gone on the deletion date', async () => {
    const { arn: KeyId } = sandbox.state.createKey({
      ...PLACE,
      alias: 'old',
    });
    const kms = sandbox.kms();
    const schedule = () =>
      kms.send(
        new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }),
      );
    expect(await schedule()).toMatchObject({
      KeyId,
      KeyState: 'PendingDeletion',
      DeletionDate: new Date(sandbox.clock.now() + 7 * DAY_MS),
      PendingWindowInDays: 7,
    });
    expect(
      await errorOf(kms.send(new EnableKeyCommand({ KeyId }))),
    ).toMatchObject({ name: 'KMSInvalidStateException', status: 400 });
    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata!.KeyState).toBe('Disabled');
    expect(KeyMetadata!.DeletionDate).toBeUndefined();

    await schedule();
    sandbox.clock.advance(7 * DAY_MS);
    for (const name of [KeyId, 'alias/old']) {
      expect(
        await errorOf(kms.send(new DescribeKeyCommand({ KeyId: name }))),
      ).toMatchObject({ name: 'NotFoundException' });
    }
  });

  it('cannot be changed for AWS managed keys, by other accounts, or out of range', async () => {
    const { state } = sandbox;
    const managed = state.createKey({ ...PLACE, keyManager: 'AWS' });
    const foreign = state.createKey({
      accountId: OTHER_ACCOUNT,
      region: REGION,
    });
    const own = state.createKey(PLACE);
    for (const KeyId of [managed.arn, foreign.arn]) {
      expect(
        await errorOf(sandbox.kms().send(new DisableKeyCommand({ KeyId }))),
      ).toMatchObject({ name: 'AccessDeniedException', status: 400 });
    }
    expect(
      await errorOf(
        sandbox.kms().send(
          new ScheduleKeyDeletionCommand({
            KeyId: own.arn,
            PendingWindowInDays: 6,
          }),
        ),
      ),
    ).toMatchObject({ name: 'ValidationException' });
  });
});

describe('rotation', () => {
  const status = (KeyId: string) =>
    sandbox.kms().send(new GetKeyRotationStatusCommand({ KeyId }));

  it('is disabled, enabled with a period, and disabled again', async () => {
    const { arn: KeyId } = sandbox.state.createKey(PLACE);
    const kms = sandbox.kms();
    const off = await status(KeyId);
    expect(off.KeyRotationEnabled).toBe(false);
    expect(off.RotationPeriodInDays).toBeUndefined();
    await kms.send(
      new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 100 }),
    );
    expect(await status(KeyId)).toMatchObject({
      KeyRotationEnabled: true,
      RotationPeriodInDays: 100,
      NextRotationDate: new Date(sandbox.clock.now() + 100 * DAY_MS),
    });
    await kms.send(new DisableKeyRotationCommand({ KeyId }));
    expect((await status(KeyId)).KeyRotationEnabled).toBe(false);
    expect(
      await errorOf(
        kms.send(
          new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 89 }),
        ),
      ),
    ).toMatchObject({ name: 'ValidationException' });
  });

  it('is false while deletion is pending, true for AWS managed keys, unsupported for others', async () => {
    const { state } = sandbox;
    const pending = state.createKey({ ...PLACE, rotationEnabled: true });
    state.setKeyState(pending.arn, 'PendingDeletion');
    expect((await status(pending.arn)).KeyRotationEnabled).toBe(false);
    const managed = state.createKey({ ...PLACE, keyManager: 'AWS' });
    expect((await status(managed.arn)).KeyRotationEnabled).toBe(true);
    for (const input of [
      { keySpec: 'RSA_2048' },
      { origin: 'EXTERNAL' as const },
    ]) {
      const { arn } = state.createKey({ ...PLACE, ...input });
      expect(await errorOf(status(arn))).toMatchObject({
        name: 'UnsupportedOperationException',
        status: 400,
      });
    }
  });

  it('is shown to another account only if the key policy names it', async () => {
    const { state } = sandbox;
    const { arn } = state.createKey({
      accountId: OTHER_ACCOUNT,
      region: REGION,
    });
    expect(await errorOf(status(arn))).toMatchObject({
      name: 'AccessDeniedException',
    });
    state.setKeyPolicy(arn, {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: PLACE.accountId },
          Action: 'kms:GetKeyRotationStatus',
        },
      ],
    });
    expect((await status(arn)).KeyRotationEnabled).toBe(false);
  });
});

describe('key policy', () => {
  it('is read and written', async () => {
    const { arn: KeyId } = sandbox.state.createKey(PLACE);
    const kms = sandbox.kms();
    const { Policy, PolicyName } = await kms.send(
      new GetKeyPolicyCommand({ KeyId }),
    );
    expect(PolicyName).toBe('default');
    expect(JSON.parse(Policy!).Statement[0].Principal.AWS).toBe(
      `arn:aws:iam::${PLACE.accountId}:root`,
    );
    const changed = JSON.stringify({ Statement: [] });
    expect(
      await errorOf(
        kms.send(new PutKeyPolicyCommand({ KeyId, Policy: changed })),
      ),
    ).toMatchObject({ name: 'MalformedPolicyDocumentException' });
    await kms.send(
      new PutKeyPolicyCommand({
        KeyId,
        Policy: changed,
        BypassPolicyLockoutSafetyCheck: true,
      }),
    );
    expect((await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy).toBe(
      changed,
    );
    expect(
      await errorOf(
        kms.send(new PutKeyPolicyCommand({ KeyId, Policy: 'nonsense' })),
      ),
    ).toMatchObject({ name: 'MalformedPolicyDocumentException' });
    expect(
      await errorOf(
        kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'other' })),
      ),
    ).toMatchObject({ name: 'NotFoundException' });
  });

  it('is never shown to another account, even if it allows that', async () => {
    const { arn } = sandbox.state.createKey({
      accountId: OTHER_ACCOUNT,
      region: REGION,
      policy: JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*' }],
      }),
    });
    expect(
      await errorOf(
        sandbox.kms().send(new GetKeyPolicyCommand({ KeyId: arn })),
      ),
    ).toMatchObject({ name: 'AccessDeniedException', status: 400 });
  });
});

describe('tags of a key', () => {
  it('are set, listed in pages and removed', async () => {
    const { arn: KeyId } = sandbox.state.createKey(PLACE);
    const kms = sandbox.kms();
    await kms.send(
      new TagResourceCommand({
        KeyId,
        Tags: ['a', 'b', 'c'].map(TagKey => ({ TagKey, TagValue: 'x' })),
      }),
    );
    await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['b'] }));
    const first = await kms.send(
      new ListResourceTagsCommand({ KeyId, Limit: 1 }),
    );
    expect(first).toMatchObject({
      Tags: [{ TagKey: 'a', TagValue: 'x' }],
      Truncated: true,
    });
    const second = await kms.send(
      new ListResourceTagsCommand({ KeyId, Marker: first.NextMarker }),
    );
    expect(second).toMatchObject({
      Tags: [{ TagKey: 'c', TagValue: 'x' }],
      Truncated: false,
    });
    expect(
      await errorOf(
        kms.send(
          new TagResourceCommand({
            KeyId,
            Tags: [{ TagKey: 'aws:x', TagValue: '' }],
          }),
        ),
      ),
    ).toMatchObject({ name: 'TagException', status: 400 });
  });
});
