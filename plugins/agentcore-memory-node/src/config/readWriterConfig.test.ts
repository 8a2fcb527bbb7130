import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readWriterConfig } from './readWriterConfig';

const read = (writer: JsonObject) =>
  readWriterConfig(new ConfigReader({ agentCoreMemory: { writer } }));

describe('readWriterConfig', () => {
  it('allows no execution role and adds no tag by default', () => {
    expect(readWriterConfig(new ConfigReader({}))).toEqual({
      defaultTags: {},
      executionRoles: [],
    });
  });

  it('reads everything', () => {
    const writer = {
      roleName: 'agents/BackstageWriter',
      defaultTags: { CostCenter: 'CC-1', Empty: '' },
      executionRoles: [
        '/agentcore/',
        'arn:aws-us-gov:iam::111122223333:role/service-role/Memory',
      ],
    };
    expect(read(writer)).toEqual(writer);
  });

  it.each<[JsonObject, string]>([
    [{ role: 'x' }, 'agentCoreMemory.writer.role"'],
    [{ roleName: 'arn:aws:iam::1:role/x y' }, 'writer.roleName"'],
    [{ defaultTags: ['a'] }, 'writer.defaultTags": tags must be an object'],
    [{ defaultTags: { 'aws:x': 'y' } }, '"aws:x" begins with aws:'],
    [{ defaultTags: { 'AWS:x': 'y' } }, '"AWS:x" begins with aws:'],
    [{ defaultTags: { a: 7 } }, '"a" must have a text as value'],
    [{ defaultTags: { '': 'y' } }, 'a key of 1 to 128 characters'],
    [{ defaultTags: { ['k'.repeat(129)]: 'y' } }, '1 to 128 characters'],
    [{ defaultTags: { a: 'v'.repeat(257) } }, 'at most 256 characters'],
    [{ defaultTags: { 'a#': 'y' } }, 'a key with characters that AWS refuses'],
    [{ defaultTags: { a: 'ü' } }, 'a value with characters that AWS refuses'],
    [
      {
        defaultTags: Object.fromEntries(
          Array.from({ length: 51 }, (_, i) => [`t${i}`, '']),
        ),
      },
      '51 tags are more than the 50',
    ],
    [{ executionRoles: ['agentcore'] }, 'writer.executionRoles[0]"'],
    [{ executionRoles: ['/'] }, 'writer.executionRoles[0]"'],
    [{ executionRoles: ['*'] }, 'writer.executionRoles[0]"'],
    [
      { executionRoles: ['/ok/', 'arn:aws:iam::*:role/x'] },
      'writer.executionRoles[1]"',
    ],
  ])('refuses %j', (writer, message) => {
    expect(() => read(writer)).toThrow(message);
  });
});
