import fc from 'fast-check';
import { aKeyArn, aMemory } from '../__testUtils__/arbitraries';
import {
  isAliasName,
  kmsKeyArnOf,
  memoryArnOf,
  parseArn,
  parseKeyArn,
  parseMemoryArn,
  partitionOf,
} from './arn';

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KMS = 'arn:aws:kms:us-east-1:111122223333';
const AGENTCORE = 'arn:aws:bedrock-agentcore:us-east-1:111122223333';

describe('parseArn', () => {
  it.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b', 'aws-eusc'])(
    'knows the partition %s',
    partition => {
      expect(parseArn(`arn:${partition}:s3:::bucket/a:b`)).toEqual({
        partition,
        service: 's3',
        region: '',
        accountId: '',
        resource: 'bucket/a:b',
      });
    },
  );

  it.each([
    'arn:aws1:s3:::x',
    'arn:AWS:s3:::x',
    'arn:aws-:s3:::x',
    'arn:aws-a-b-c-d:s3:::x',
    `arn:p${'a'.repeat(4_500_000)}:s3:::x`,
    `arn:aws:s3:::${'x'.repeat(2036)}`,
    'arn:aws:s3:::a b',
    'arn:aws:s3:::a\r\nb',
    'arn:aws:s3:::a\u0000',
    'arn:aws:s3:::\u202ex',
    'arn:aws:s3::',
    ' arn:aws:s3:::x',
    '',
  ])('refuses %p', arn => {
    expect(parseArn(arn)).toBeUndefined();
  });

  it('gives parts that make up the ARN again, or nothing', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('aws', 'aws-cn', 'kms', 'us-east-1', '111122223333', ''),
    );
    const like = fc
      .array(part, { minLength: 5, maxLength: 7 })
      .map(parts => ['arn', ...parts].join(':'));
    fc.assert(
      fc.property(fc.oneof(like, fc.string({ unit: 'binary' })), arn => {
        const parts = parseArn(arn);
        if (!parts) return;
        const { partition, service, region, accountId, resource } = parts;
        expect(
          `arn:${partition}:${service}:${region}:${accountId}:${resource}`,
        ).toBe(arn);
        expect(partition).toMatch(/^aws(-[a-z]+){0,3}$/);
        expect(arn.length).toBeLessThanOrEqual(2048);
        expect(arn).not.toMatch(/[\p{C}\s]/u);
      }),
    );
  });
});

describe('parseMemoryArn', () => {
  it('reads what memoryArnOf wrote', () => {
    fc.assert(
      fc.property(
        aMemory,
        ({ arn, partition, region, accountId, memoryId }) => {
          const parts = { partition, region, accountId, memoryId };
          expect(memoryArnOf(parts)).toBe(arn);
          expect(parseMemoryArn(arn)).toMatchObject(parts);
        },
      ),
    );
  });

  it.each([
    `${AGENTCORE}:memory/`,
    `${AGENTCORE}:memory/1notes`,
    `${AGENTCORE}:memory/notes/x`,
    `${AGENTCORE}:memory/${'n'.repeat(130)}`,
    `${AGENTCORE}:gateway/notes-a1B2c3D4e5`,
    'arn:aws:bedrock-agentcore:us-east-1:1111:memory/notes-a1B2c3D4e5',
    'arn:aws:bedrock-agentcore::111122223333:memory/notes-a1B2c3D4e5',
    `${KMS}:memory/notes-a1B2c3D4e5`,
  ])('refuses %s', arn => {
    expect(parseMemoryArn(arn)).toBeUndefined();
  });
});

describe('parseKeyArn', () => {
  it('reads what kmsKeyArnOf wrote', () => {
    fc.assert(
      fc.property(aKeyArn, arn => {
        const parts = parseKeyArn(arn)!;
        const keyId = parts.resource.slice('key/'.length);
        expect(kmsKeyArnOf({ ...parts, keyId })).toBe(arn);
      }),
    );
  });

  it.each([
    `key/${ID}`,
    'key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'alias/aws/bedrock-agentcore',
    'alias/a:b_c-d',
    `alias/${'x'.repeat(250)}`,
  ])('reads %s', resource => {
    expect(parseKeyArn(`${KMS}:${resource}`)?.resource).toBe(resource);
  });

  it.each([
    'key/',
    'key/1234',
    'key/mrk-1234',
    `key/${ID.toUpperCase()}`,
    `key/${ID}x`,
    `key/${ID}/x`,
    'alias/',
    'alias/a b',
    'alias/a$(id)',
    `alias/${'x'.repeat(251)}`,
    `grant/${ID}`,
  ])('refuses %s', resource => {
    expect(parseKeyArn(`${KMS}:${resource}`)).toBeUndefined();
  });

  it('knows aliases by their name as well', () => {
    expect(isAliasName('alias/agents')).toBe(true);
    expect(isAliasName('agents')).toBe(false);
  });
});

describe('partitionOf', () => {
  it.each([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
  ])('says that %s is in %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
