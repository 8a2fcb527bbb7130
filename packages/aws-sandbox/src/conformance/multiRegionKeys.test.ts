import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { errorOf, PLACE, REGION, useSandbox } from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const OTHER_REGION = 'eu-central-1';
const DAY_MS = 86_400_000;

async function describeKey(KeyId: string, where?: { region: string }) {
  const { KeyMetadata } = await sandbox
    .kms(where)
    .send(new DescribeKeyCommand({ KeyId }));
  return KeyMetadata!;
}

describe('multi-Region keys', () => {
  it('CreateKey creates a primary without replicas', async () => {
    const { KeyMetadata } = await sandbox
      .kms()
      .send(new CreateKeyCommand({ MultiRegion: true }));
    expect(KeyMetadata!.KeyId).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(KeyMetadata!.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: KeyMetadata!.Arn, Region: REGION },
      ReplicaKeys: [],
    });
  });

  it('show the same related keys in every region', async () => {
    const { state } = sandbox;
    const primary = state.createKey({ ...PLACE, multiRegion: true });
    const replica = state.createReplica(primary.arn, { region: OTHER_REGION });
    const relatives = {
      PrimaryKey: { Arn: primary.arn, Region: REGION },
      ReplicaKeys: [{ Arn: replica.arn, Region: OTHER_REGION }],
    };
    expect((await describeKey(primary.arn)).MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      ...relatives,
    });
    const described = await describeKey(replica.arn, { region: OTHER_REGION });
    expect(described.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'REPLICA',
      ...relatives,
    });
    expect(described.KeyId).toBe(primary.keyId);
    expect(() => state.createReplica(replica.arn, { region: 'x' })).toThrow(
      'Not a multi-Region primary key',
    );
  });

  it('rotate with their primary, and only the primary can be changed', async () => {
    const { state } = sandbox;
    const primary = state.createKey({ ...PLACE, multiRegion: true });
    const { arn: KeyId } = state.createReplica(primary.arn, {
      region: OTHER_REGION,
    });
    const there = sandbox.kms({ region: OTHER_REGION });
    const status = () => there.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(await status()).toMatchObject({ KeyRotationEnabled: false });
    await sandbox.kms().send(
      new EnableKeyRotationCommand({
        KeyId: primary.arn,
        RotationPeriodInDays: 180,
      }),
    );
    expect(await status()).toMatchObject({
      KeyId,
      KeyRotationEnabled: true,
      RotationPeriodInDays: 180,
    });
    expect(
      await errorOf(there.send(new EnableKeyRotationCommand({ KeyId }))),
    ).toMatchObject({ name: 'UnsupportedOperationException', status: 400 });
  });

  it('are deleted after their replicas', async () => {
    const { state } = sandbox;
    const { arn: KeyId } = state.createKey({ ...PLACE, multiRegion: true });
    const replica = state.createReplica(KeyId, { region: OTHER_REGION });
    const schedule = () =>
      sandbox
        .kms()
        .send(
          new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }),
        );
    const scheduled = await schedule();
    expect(scheduled.KeyState).toBe('PendingReplicaDeletion');
    expect(scheduled.DeletionDate).toBeUndefined();
    expect((await describeKey(KeyId)).PendingDeletionWindowInDays).toBe(7);
    await sandbox.kms().send(new CancelKeyDeletionCommand({ KeyId }));
    expect((await describeKey(KeyId)).KeyState).toBe('Disabled');

    await schedule();
    state.deleteKey(replica.arn);
    expect(await describeKey(KeyId)).toMatchObject({
      KeyState: 'PendingDeletion',
      DeletionDate: new Date(sandbox.clock.now() + 7 * DAY_MS),
      MultiRegionConfiguration: { ReplicaKeys: [] },
    });
  });
});
