import {
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import fc from 'fast-check';
import { assessMemory, parseFindings } from '..';
import {
  aKey,
  aKeyArn,
  aMemory,
  aMemoryAndKey,
} from '../__testUtils__/arbitraries';
import { entityNameOf } from './entityName';
import { formatFindings } from './findings';
import { entityToKeyFacts, keyArnOf, keyToEntity } from './keyEntity';
import {
  entityToMemoryFacts,
  memoryEntityName,
  memoryToEntity,
} from './memoryEntity';
import { resolveOwner } from './owner';
import { formatScope, parseScope } from './scope';

const VALID_NAME = /^[a-zA-Z0-9]+([-_.][a-zA-Z0-9]+)*$/;
const scope = {
  providerId: 'main',
  accountId: '111122223333',
  region: 'us-east-1',
};

describe('entityNameOf', () => {
  it('is valid for any text and ARN', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.string(),
        (readable, arn) => {
          const name = entityNameOf(readable, arn);
          expect(name).toMatch(VALID_NAME);
          expect(name.length).toBeLessThanOrEqual(63);
          expect(entityNameOf(readable, arn)).toBe(name);
        },
      ),
    );
  });

  it('tells any two ARNs apart, also without case', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          aMemory.map(m => m),
          { minLength: 2, selector: m => m.arn },
        ),
        memories => {
          const names = memories.map(m => memoryEntityName(m).toLowerCase());
          expect(new Set(names).size).toBe(memories.length);
        },
      ),
    );
  });

  it('stays as it is from version to version', () => {
    expect(
      memoryEntityName({
        memoryId: 'support__notes-a1B2c3D4e5',
        arn: 'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/support__notes-a1B2c3D4e5',
      }),
    ).toMatchInlineSnapshot(`"support_notes-a1B2c3D4e5-e6pfphcwgllv"`);
  });
});

describe('a memory as an entity', () => {
  it('is accepted by the catalog and gives back the facts it was made from', async () => {
    const formats = new FieldFormatEntityPolicy();
    await fc.assert(
      fc.asyncProperty(aMemoryAndKey, async ({ memory, key }) => {
        const assessment = assessMemory({ memory, key, today: '2026-11-24' });
        const owner = resolveOwner(memory.tags, { tags: ['owner'] });
        const entity = memoryToEntity({
          scope,
          memory,
          key,
          assessment,
          owner,
        });
        await formats.enforce(entity);
        expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
        expect(entityToMemoryFacts(JSON.parse(JSON.stringify(entity)))).toEqual(
          memory,
        );
        expect(
          memoryToEntity({ scope, memory, key, assessment, owner }),
        ).toEqual(entity);
      }),
    );
  });

  it('is not understood where facts are mangled', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const entity = {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { name: 'x' },
          spec: { type: 'agentcore-memory', agentCoreMemory: value as any }, // any: anything may be stored
        };
        expect(entityToMemoryFacts(entity)).toBeUndefined();
      }),
    );
  });
});

describe('a key as an entity', () => {
  it('is accepted by the catalog and gives back the facts it was made from', async () => {
    const formats = new FieldFormatEntityPolicy();
    await fc.assert(
      fc.asyncProperty(aKeyArn.chain(aKey), async key => {
        const entity = keyToEntity({
          providerId: 'main',
          key,
          ownerRef: 'group:default/a',
        })!;
        await formats.enforce(entity);
        expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
        expect(entityToKeyFacts(JSON.parse(JSON.stringify(entity)))).toEqual({
          ...key,
          arn: keyArnOf(key),
        });
      }),
    );
  });

  it('does not exist for an alias that could not be resolved', () => {
    const failed = {
      state: 'failed',
      reason: 'kms:DescribeKey: TimeoutError',
    } as const;
    const arn = 'arn:aws:kms:us-east-1:111122223333:alias/notes';
    const key = {
      arn,
      metadata: failed,
      rotation: failed,
      policy: failed,
      aliases: failed,
      tags: failed,
    };
    expect(
      keyToEntity({ providerId: 'main', key, ownerRef: 'group:default/a' }),
    ).toBeUndefined();
  });
});

describe('findings', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(aMemoryAndKey, input => {
        const { findings } = assessMemory({ ...input, today: '2026-11-24' });
        expect(parseFindings(formatFindings(findings))).toEqual(findings);
      }),
    );
  });

  it('are never a pass where they are not understood', () => {
    expect(parseFindings(undefined)).toEqual([]);
    expect(parseFindings('{')).toEqual([]);
    expect(parseFindings('null')).toEqual([]);
    for (const stored of [
      '1',
      'null',
      '[]',
      '{"outcome":"good"}',
      '{"outcome":"toString"}',
    ]) {
      const [finding] = parseFindings(`{"key-usable":${stored}}`);
      expect(finding).toMatchObject({ rule: 'key-usable', outcome: 'unknown' });
    }
  });
});

describe('a scope as text', () => {
  it('comes back as it was written', () => {
    expect(parseScope(formatScope(scope))).toEqual(scope);
    expect(parseScope('nonsense')).toBeUndefined();
  });
});
