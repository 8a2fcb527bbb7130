import { creationInput } from './creationInput';

describe('creationInput', () => {
  it('takes over what is filled in, by the names of the action', () => {
    const same = {
      name: 'notes',
      owner: 'group:default/payments',
      system: 'system:default/shop',
      description: 'Notes',
      eventExpiryDays: 30,
      strategies: [{ type: 'SEMANTIC', name: 'facts' }],
      indexedKeys: [{ key: 'topic', type: 'STRING' }],
      namespaceKeys: [{ key: 'tenant', allowedValues: ['a'] }],
      executionRoleArn: 'arn:aws:iam::111122223333:role/r',
      tags: [{ key: 'cost', value: '1' }],
    };
    const place = { accountId: '111122223333', region: 'eu-central-1' };
    expect(
      creationInput({
        ...same,
        place,
        key: { newKeyAlias: 'alias/a' },
        previewed: true,
        how: 'terraform',
        publish: 'pull-request',
        repoUrl: 'not for the action',
      }),
    ).toEqual({ ...same, newKeyAlias: 'alias/a', language: 'terraform' });
    expect(
      creationInput({
        ...same,
        place,
        key: { encryptionKeyArn: 'arn' },
        how: 'create',
      }),
    ).toEqual({ ...same, encryptionKeyArn: 'arn' });
  });

  it('gives the memory that is replaced, and no settings', () => {
    const memoryArn =
      'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/notes-a1B2c3D4e5';
    expect(
      creationInput({
        memory: { memoryArn, owner: 'payments' },
        name: 'notes_cmk',
        key: { newKeyAlias: 'alias/a' },
        previewed: true,
        eventExpiryDays: 3,
      }),
    ).toEqual({
      memoryArn,
      owner: 'group:default/payments',
      name: 'notes_cmk',
      newKeyAlias: 'alias/a',
    });
  });

  it('leaves out what is empty', () => {
    expect(
      creationInput({
        name: 'notes',
        owner: '',
        description: '',
        key: {},
        eventExpiryDays: 90,
        strategies: [
          {
            type: 'CUSTOM',
            name: 'c',
            override: 'EPISODIC_OVERRIDE',
            extraction: {},
            consolidation: { modelId: undefined },
          },
        ],
        tags: [{}, { key: 'a', value: '' }],
        indexedKeys: [],
        namespaceKeys: [{ key: 'a', allowedValues: [null] }],
      }),
    ).toEqual({
      name: 'notes',
      eventExpiryDays: 90,
      strategies: [
        { type: 'CUSTOM', name: 'c', override: 'EPISODIC_OVERRIDE' },
      ],
      tags: [{ key: 'a' }],
      namespaceKeys: [{ key: 'a' }],
    });
    expect(creationInput({})).toEqual({});
  });

  it.each([
    ['payments', 'group:default/payments'],
    ['User:Me', 'user:default/me'],
    ['/', undefined],
  ])('names the owner %s in full', (owner, ref) => {
    expect(creationInput({ owner }).owner).toBe(ref);
  });
});
