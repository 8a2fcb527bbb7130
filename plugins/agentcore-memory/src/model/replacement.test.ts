import { known, MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { replacementForm } from './replacement';

const memory = (more: Partial<MemoryEntity>) =>
  ({
    memoryId: 'notes-a1B2c3D4e5',
    scope: {
      providerId: 'main',
      accountId: '111122223333',
      region: 'eu-central-1',
    },
    ownerRef: 'group:default/payments',
    details: { state: 'failed', reason: 'x' },
    ...more,
  } as MemoryEntity);

describe('replacementForm', () => {
  it.each([
    ['notes-a1B2c3D4e5', 'notes_cmk'],
    ['notes_cmk-a1B2c3D4e5', 'notes_cmk_cmk'],
    [`${'x'.repeat(48)}-a1B2c3D4e5`, `${'x'.repeat(44)}_cmk`],
    [`${'x'.repeat(44)}_cmk-a1B2c3D4e5`, `${'x'.repeat(43)}_cmk2`],
    ['12-34', 'memory_cmk'],
  ])('gives the replacement of %s the name %s', (memoryId, name) => {
    expect(replacementForm(memory({ memoryId }))).toMatchObject({ name });
    expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/);
  });

  it('leaves to the reader what it does not know', () => {
    expect(
      Object.keys(
        replacementForm(
          memory({ ownerSource: 'none', ownerRef: 'group:default/unowned' }),
        ),
      ),
    ).toEqual(['name', 'place']);
  });

  it('repeats the place, retention and the strategies that can be repeated', () => {
    const details = known({
      eventExpiryDays: 30,
      strategies: [
        { name: 'a', type: 'SEMANTIC' },
        { name: 'b', type: 'CUSTOM' },
      ],
      recordStreams: [],
    });
    expect(replacementForm(memory({ details }))).toMatchObject({
      eventExpiryDays: 30,
      place: { accountId: '111122223333', region: 'eu-central-1' },
      strategies: [{ type: 'SEMANTIC', name: 'a' }],
    });
  });
});
