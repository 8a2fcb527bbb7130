import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { templateFor } from './replacement';

const arnOf = (memoryId: string) =>
  `arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/${memoryId}`;

const memory = (memoryId: string, more: Partial<MemoryEntity> = {}) =>
  ({
    arn: arnOf(memoryId),
    memoryId,
    ownerRef: 'group:default/payments',
    ...more,
  } as MemoryEntity);

describe('templateFor', () => {
  it.each([
    ['notes-a1B2c3D4e5', 'notes_cmk'],
    ['notes_cmk-a1B2c3D4e5', 'notes_cmk_cmk'],
    [`${'x'.repeat(48)}-a1B2c3D4e5`, `${'x'.repeat(44)}_cmk`],
    [`${'x'.repeat(44)}_cmk-a1B2c3D4e5`, `${'x'.repeat(43)}_cmk2`],
    ['12-34', 'memory_cmk'],
  ])('gives the replacement of %s the name %s', (memoryId, name) => {
    expect(templateFor('replace', memory(memoryId))).toEqual({
      templateName: 'replace-agentcore-memory',
      form: {
        memory: { memoryArn: arnOf(memoryId), owner: 'group:default/payments' },
        name,
      },
    });
    expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/);
  });

  it('retires a memory for its owner', () => {
    expect(templateFor('retire', memory('notes-a1B2c3D4e5'))).toEqual({
      templateName: 'retire-agentcore-memory',
      form: {
        memory: {
          memoryArn: arnOf('notes-a1B2c3D4e5'),
          owner: 'group:default/payments',
        },
      },
    });
  });

  it('names no owner where there is none', () => {
    const unowned = memory('notes-a1B2c3D4e5', {
      ownerSource: 'none',
      ownerRef: 'group:default/unowned',
    });
    expect(templateFor('retire', unowned).form.memory).toEqual({
      memoryArn: unowned.arn,
    });
  });
});
