import {
  CancelKeyDeletionCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { errorOf, place, region, useSandbox } from './__testUtils__/useSandbox';

const under = useSandbox();
const other = 'eu-central-1';
const day = 86_400_000;

async function describeKey(KeyId: string, where?: { region: string }) {
  const { KeyMetadata } = await under
    .kms(where)
    .send(new DescribeKeyCommand({ KeyId }));
  return KeyMetadata!;
}

describe('multi-Region keys', () => {
  it('CreateKey makes a primary without replicas', async () => {
    const { KeyMetadata } = await under
      .kms()
      .send(new CreateKeyCommand({ MultiRegion: true }));
    expect(KeyMetadata!.KeyId).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(KeyMetadata!.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: KeyMetadata!.Arn, Region: region },
      ReplicaKeys: [],
    });
  });

  it('show the same relatives in every region', async () => {
    const { state } = under.sandbox;
    const primary = state.createKey({ ...place, multiRegion: true });
    const replica = state.createReplica(primary.arn, { region: other });
    const relatives = {
      PrimaryKey: { Arn: primary.arn, Region: region },
      ReplicaKeys: [{ Arn: replica.arn, Region: other }],
    };
    expect((await describeKey(primary.arn)).MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'PRIMARY',
      ...relatives,
    });
    const described = await describeKey(replica.arn, { region: other });
    expect(described.MultiRegionConfiguration).toEqual({
      MultiRegionKeyType: 'REPLICA',
      ...relatives,
    });
    expect(described.KeyId).toBe(primary.keyId);
    expect(() => state.createReplica(replica.arn, { region: 'x' })).toThrow(
      'No multi-Region primary key',
    );
  });

  it('rotate with their primary, where alone it is set', async () => {
    const { state } = under.sandbox;
    const primary = state.createKey({ ...place, multiRegion: true });
    const { arn: KeyId } = state.createReplica(primary.arn, { region: other });
    const there = under.kms({ region: other });
    const status = () => there.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(await status()).toMatchObject({ KeyRotationEnabled: false });
    await under.kms().send(
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

  it('are deleted replicas first', async () => {
    const { state } = under.sandbox;
    const { arn: KeyId } = state.createKey({ ...place, multiRegion: true });
    const replica = state.createReplica(KeyId, { region: other });
    const schedule = () =>
      under
        .kms()
        .send(
          new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }),
        );
    const scheduled = await schedule();
    expect(scheduled.KeyState).toBe('PendingReplicaDeletion');
    expect(scheduled.DeletionDate).toBeUndefined();
    expect((await describeKey(KeyId)).PendingDeletionWindowInDays).toBe(7);
    await under.kms().send(new CancelKeyDeletionCommand({ KeyId }));
    expect((await describeKey(KeyId)).KeyState).toBe('Disabled');

    await schedule();
    state.deleteKey(replica.arn);
    expect(await describeKey(KeyId)).toMatchObject({
      KeyState: 'PendingDeletion',
      DeletionDate: new Date(under.clock.now() + 7 * day),
      MultiRegionConfiguration: { ReplicaKeys: [] },
    });
  });
});
