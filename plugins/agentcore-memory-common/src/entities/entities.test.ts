import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  aKey,
  aKeyArn,
  aMemory,
  aMemoryAndKey,
} from '../__testUtils__/arbitraries';
import { keyWith } from '../__testUtils__/cases/overlay';
import {
  HEALTHY_KEY,
  HEALTHY_MEMORY,
  HEALTHY_METADATA,
} from '../__testUtils__/healthyFacts';
import { KeyFacts, known, MemoryFacts } from '../facts';
import { summarizeKeyPolicy } from '../keyPolicy';
import { assessMemory, Finding } from '../rules';
import {
  ANNOTATION_ARN,
  ANNOTATION_FINDINGS,
  ANNOTATION_OWNER_CLAIM,
  ANNOTATION_SCOPE,
  ANNOTATION_VERDICT,
  KEY_TYPE,
} from './annotations';
import { entityNameOf, keyEntityRef, memoryEntityRef } from './entityName';
import { formatFindings, parseFindings } from './findings';
import { isOurs } from './identity';
import { keyArnOf, keyToEntity } from './keyEntity';
import { memoryToEntity } from './memoryEntity';
import { resolveOwner } from './owner';
import { readKeyEntity } from './readKeyEntity';
import { readMemoryEntity } from './readMemoryEntity';

const VALID_NAME = /^[a-zA-Z0-9]+([-_.][a-zA-Z0-9]+)*$/;
const TODAY = '2026-11-24';

/** The entity of a memory as the provider writes it. */
function memoryEntityOf(memory: MemoryFacts, key?: KeyFacts): Entity {
  const { accountId, region } = memory;
  return memoryToEntity({
    scope: { providerId: 'main', accountId, region },
    memory,
    key,
    assessment: assessMemory({ memory, key, today: TODAY }),
    owner: resolveOwner(memory.tags, { tags: ['owner'] }),
  });
}

/** The entity of a key as the provider writes it. */
function keyEntityOf(key: KeyFacts, policySummary?: boolean): Entity {
  const ownerRef = 'group:default/a';
  return keyToEntity({ providerId: 'main', key, ownerRef, policySummary })!;
}

describe('the succession of a memory', () => {
  const SUCCESSOR =
    'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/notes_cmk-a1B2c3D4e5';

  function readWith(tags: Record<string, string>) {
    const entity = memoryEntityOf({ ...HEALTHY_MEMORY, tags: known(tags) });
    return readMemoryEntity(entity)!;
  }

  it('is what its tags say', () => {
    const link = {
      arn: SUCCESSOR,
      memoryId: 'notes_cmk-a1B2c3D4e5',
      entityRef: memoryEntityRef({
        arn: SUCCESSOR,
        memoryId: 'notes_cmk-a1B2c3D4e5',
      }),
    };
    expect(
      readWith({
        'agentcore-memory/replaced-by': SUCCESSOR,
        'agentcore-memory/replaces': SUCCESSOR,
        'agentcore-memory/migration-task': 'a1b2-c3',
      }),
    ).toMatchObject({
      replacedBy: link,
      replaces: link,
      migrationTask: 'a1b2-c3',
    });
  });

  it('is nothing where the tags say something else', () => {
    const { replacedBy, replaces, migrationTask } = readWith({
      'agentcore-memory/replaced-by': 'notes',
      'agentcore-memory/replaces': 'arn:aws:s3:::bucket',
      'agentcore-memory/migration-task': '../../other',
    });
    expect([replacedBy, replaces, migrationTask]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the system of a memory', () => {
  const systemWith = (tags: MemoryFacts['tags']) =>
    memoryEntityOf({ ...HEALTHY_MEMORY, tags }).spec?.system;

  it('is the one that its tag names', () => {
    const tag = 'backstage.io/system';
    expect(systemWith(known({ [tag]: 'system:default/shop' }))).toBe(
      'system:default/shop',
    );
    expect(systemWith(known({ [tag]: 'shop' }))).toBe('system:default/shop');
  });

  it.each(['group:default/shop', 'a b', ''])(
    'is none for the tag "%s"',
    tag => {
      expect(systemWith(known({ 'backstage.io/system': tag }))).toBeUndefined();
    },
  );

  it('is none without the tag, or where tags could not be read', () => {
    expect(systemWith(known({ system: 'shop' }))).toBeUndefined();
    expect(systemWith({ state: 'denied', reason: 'no' })).toBeUndefined();
  });
});

/** The same entity with other annotations. */
function annotated(entity: Entity, changes: Record<string, string>): Entity {
  const annotations = { ...entity.metadata.annotations, ...changes };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

const MEMORY = memoryEntityOf(HEALTHY_MEMORY, HEALTHY_KEY);
const KEY = keyEntityOf(HEALTHY_KEY);

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
          expect(new Set(memories.map(memoryEntityRef)).size).toBe(
            memories.length,
          );
        },
      ),
    );
  });

  it('stays as it is from version to version', () => {
    expect(
      memoryEntityRef({
        memoryId: 'support__notes-a1B2c3D4e5',
        arn: 'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/support__notes-a1B2c3D4e5',
      }),
    ).toMatchInlineSnapshot(
      `"resource:default/support_notes-a1b2c3d4e5-e6pfphcwgllv"`,
    );
    expect(keyEntityRef(HEALTHY_KEY.arn)).toMatchInlineSnapshot(
      `"resource:default/key-1234abcd-12ab-34cd-56ef-1234567890ab-p02vxkf0gpjo"`,
    );
  });
});

describe('isOurs', () => {
  it('recognises what the provider writes, also in the spelling of the catalog', () => {
    fc.assert(
      fc.property(aMemory, aKeyArn, (memory, keyArn) => {
        const key = { ...HEALTHY_KEY, arn: keyArn };
        const metadata = known({ ...HEALTHY_METADATA, arn: keyArn });
        for (const entity of [
          memoryEntityOf(memory),
          keyEntityOf({ ...key, metadata }),
        ]) {
          expect(isOurs(entity)).toBe(true);
          expect(isOurs(JSON.parse(JSON.stringify(entity)))).toBe(true);
        }
      }),
    );
    const { metadata } = MEMORY;
    const name = metadata.name.toUpperCase();
    const stitched = { ...metadata, name, namespace: 'default' };
    expect(isOurs({ ...MEMORY, kind: 'resource', metadata: stitched })).toBe(
      true,
    );
  });

  const arn = HEALTHY_MEMORY.arn.replace('notes', 'other');
  it.each<[string, Entity]>([
    [
      'registered from a file',
      annotated(MEMORY, { [ANNOTATION_ORIGIN_LOCATION]: 'file:/x.yaml' }),
    ],
    ['about another ARN', annotated(MEMORY, { [ANNOTATION_ARN]: arn })],
    [
      'about another ARN altogether',
      annotated(MEMORY, {
        [ANNOTATION_ARN]: arn,
        [ANNOTATION_ORIGIN_LOCATION]: `agentcore-memory:${arn}`,
      }),
    ],
    [
      'of another name',
      { ...MEMORY, metadata: { ...MEMORY.metadata, name: 'notes' } },
    ],
    [
      'in another namespace',
      { ...MEMORY, metadata: { ...MEMORY.metadata, namespace: 'other' } },
    ],
    ['of another kind', { ...MEMORY, kind: 'Component' }],
    ['of another type', { ...MEMORY, spec: { type: 'database' } }],
    ["of a key's type", { ...MEMORY, spec: { type: KEY_TYPE } }],
    ['of no type', { ...MEMORY, spec: undefined }],
    [
      'about no ARN',
      annotated(MEMORY, {
        [ANNOTATION_ARN]: 'x',
        [ANNOTATION_ORIGIN_LOCATION]: 'agentcore-memory:x',
      }),
    ],
  ])('refuses an entity %s', (_, entity) => {
    expect(isOurs(entity)).toBe(false);
    expect(readMemoryEntity(entity)).toBeUndefined();
    expect(readKeyEntity(entity)).toBeUndefined();
  });

  it('refuses garbage of any shape, and so do the readers', () => {
    const anEntity = fc.oneof(
      fc.anything(),
      fc.record(
        {
          kind: fc.oneof(fc.constant('Resource'), fc.anything()),
          metadata: fc.oneof(
            fc.anything(),
            fc.record({
              name: fc.anything(),
              annotations: fc.oneof(
                fc.anything(),
                fc.dictionary(
                  fc.constantFrom(
                    ...Object.keys(MEMORY.metadata.annotations ?? {}),
                  ),
                  fc.anything(),
                ),
              ),
            }),
          ),
          spec: fc.oneof(
            fc.anything(),
            fc.record({ type: fc.constantFrom('agentcore-memory', KEY_TYPE) }),
          ),
        },
        { requiredKeys: [] },
      ),
    ) as fc.Arbitrary<Entity>;
    fc.assert(
      fc.property(anEntity, entity => {
        expect(isOurs(entity)).toBe(false);
        expect(readMemoryEntity(entity)).toBeUndefined();
        expect(readKeyEntity(entity)).toBeUndefined();
      }),
    );
  });
});

describe('the entity of a memory', () => {
  it('is accepted by the catalog, and read back', async () => {
    const formats = new FieldFormatEntityPolicy();
    await fc.assert(
      fc.asyncProperty(aMemoryAndKey, async ({ memory, key }) => {
        const entity = memoryEntityOf(memory, key);
        await formats.enforce(entity);
        expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
        expect(memoryEntityOf(memory, key)).toEqual(entity);
        const { verdict, findings } = assessMemory({
          memory,
          key,
          today: TODAY,
        });
        const { details, managedBy } = memory;
        const keyArn = key && keyArnOf(key);
        expect(readMemoryEntity(entity)).toEqual({
          entityRef: memoryEntityRef(memory),
          arn: memory.arn,
          memoryId: memory.memoryId,
          title:
            details.state === 'known' ? details.value.name : memory.memoryId,
          scope: {
            providerId: 'main',
            accountId: memory.accountId,
            region: memory.region,
          },
          status: memory.status,
          verdict,
          findings,
          worst: ['fail', 'unknown', 'warn']
            .map(wrong => findings.find(({ outcome }) => outcome === wrong))
            .find(Boolean),
          encryption: expect.stringMatching(
            /^(customer-managed|aws-managed|aws-owned|unknown)$/,
          ),
          keyArn:
            details.state === 'known' &&
            details.value.encryptionKeyArn.state === 'known'
              ? details.value.encryptionKeyArn.value
              : undefined,
          keyRef: keyArn && keyEntityRef(keyArn),
          ownerRef: entity.spec?.owner,
          ownerSource: expect.any(String),
          ownerClaim: entity.metadata.annotations?.[ANNOTATION_OWNER_CLAIM],
          details:
            details.state === 'known'
              ? known({
                  eventExpiryDays: details.value.eventExpiryDays,
                  strategies: details.value.strategies,
                  recordStreams: details.value.recordStreams,
                })
              : details,
          managedBy,
        });
      }),
    );
  });

  it('holds neither tags nor more of the facts than pages show', () => {
    const tags = known({ secret: 'tag-value' });
    const text = JSON.stringify(memoryEntityOf({ ...HEALTHY_MEMORY, tags }));
    expect(text).not.toContain('tag-value');
    expect(Object.keys(MEMORY.spec?.agentCoreMemory ?? {})).toEqual([
      'details',
      'managedBy',
    ]);
  });

  it('cuts titles and claims to what the catalog can index', () => {
    const details = known({
      ...(HEALTHY_MEMORY.details as { value: object }).value,
      name: 'n'.repeat(300),
    }) as MemoryFacts['details'];
    const tags = known({ owner: `!${'🔑'.repeat(150)}` });
    const { metadata } = memoryEntityOf({ ...HEALTHY_MEMORY, details, tags });
    expect(metadata.title).toBe('n'.repeat(200));
    // The two hundredth unit would be half of a character.
    const claim = metadata.annotations?.[ANNOTATION_OWNER_CLAIM];
    expect(claim).toBe(`!${'🔑'.repeat(99)}`);
  });

  it('is not read where the scope is not that of the ARN', () => {
    for (const text of [
      'main/111122223333/us-east-1',
      'main/444455556666/eu-central-1',
      'nonsense',
      'a b/111122223333/eu-central-1',
    ]) {
      const entity = annotated(MEMORY, { [ANNOTATION_SCOPE]: text });
      expect(readMemoryEntity(entity)).toBeUndefined();
    }
  });

  it('has the owner of the relation, else of spec.owner', () => {
    const owned = (targetRef: unknown) =>
      readMemoryEntity({
        ...MEMORY,
        spec: { ...MEMORY.spec, owner: 'Payments' },
        relations: [{ type: 'ownedBy', targetRef: targetRef as string }],
      })?.ownerRef;
    expect(owned('group:default/search')).toBe('group:default/search');
    expect(owned(undefined)).toBe('group:default/payments');
    expect(owned('component:default/x')).toBe('group:default/unowned');
  });

  it.each<[string, Record<string, string>]>([
    ['no findings', { [ANNOTATION_FINDINGS]: '{}' }],
    ['findings that are no JSON', { [ANNOTATION_FINDINGS]: '{' }],
    [
      'an outcome of another version',
      { [ANNOTATION_FINDINGS]: '{"key-usable":{"outcome":"splendid"}}' },
    ],
    ['a verdict of another version', { [ANNOTATION_VERDICT]: 'splendid' }],
  ])('with %s is unknown, never a pass', (_, changes) => {
    expect(readMemoryEntity(MEMORY)?.verdict).toBe('compliant');
    const entity = annotated(MEMORY, changes);
    expect(readMemoryEntity(entity)?.verdict).toBe('unknown');
  });

  it('has the worse of the two verdicts that it tells', () => {
    const worse = annotated(MEMORY, { [ANNOTATION_VERDICT]: 'at-risk' });
    expect(readMemoryEntity(worse)?.verdict).toBe('at-risk');
    const findings = '{"key-usable":{"outcome":"fail","reason":"Off."}}';
    const milder = annotated(MEMORY, { [ANNOTATION_FINDINGS]: findings });
    expect(readMemoryEntity(milder)).toMatchObject({
      verdict: 'non-compliant',
      worst: { rule: 'key-usable', reason: 'Off.' },
    });
  });

  it('has unread details where they are mangled or left out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const agentCoreMemory = value as any; // any: anything may be stored
        const spec = { ...MEMORY.spec, agentCoreMemory };
        const read = readMemoryEntity({ ...MEMORY, spec });
        expect(read?.details.state).toBe('failed');
        expect(read?.managedBy.state).toBe('failed');
      }),
    );
  });
});

describe('the entity of a key', () => {
  it('is accepted by the catalog, and read back', async () => {
    const formats = new FieldFormatEntityPolicy();
    await fc.assert(
      fc.asyncProperty(aKeyArn.chain(aKey), async key => {
        const entity = keyEntityOf(key);
        await formats.enforce(entity);
        expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
        const arn = keyArnOf(key)!;
        const { policy, metadata } = key;
        const read = readKeyEntity(JSON.parse(JSON.stringify(entity)))!;
        expect(read).toMatchObject({
          entityRef: keyEntityRef(arn),
          arn,
          keyId: arn.split('/')[1],
          ownerRef: 'group:default/a',
          scope: {
            providerId: 'main',
            accountId: arn.split(':')[4],
            region: arn.split(':')[3],
          },
        });
        expect(read.rotation).toEqual(key.rotation);
        expect(read.aliases).toEqual(key.aliases);
        expect(read.policy).toEqual(
          policy.state === 'known'
            ? known(summarizeKeyPolicy(policy.value))
            : policy,
        );
        expect(metadata).toMatchObject(read.details);
      }),
    );
  });

  it('holds neither the text of the policy nor tags', () => {
    const key = keyWith({});
    const tags = known({ secret: 'tag-value' });
    const text = JSON.stringify(keyEntityOf({ ...key, tags }));
    expect(text).not.toMatch(/tag-value|2012-10-17/);
    expect(text).toContain('everything');
    const without = keyEntityOf(key, false);
    expect(JSON.stringify(without)).not.toContain('everything');
    expect(readKeyEntity(without)?.policy).toBeUndefined();
  });

  it('has unread facts where they are mangled or left out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const agentCoreMemory = value as any; // any: anything may be stored
        const spec = { ...KEY.spec, agentCoreMemory };
        const read = readKeyEntity({ ...KEY, spec });
        expect(read?.details.state).toBe('failed');
        expect(read?.rotation.state).toBe('failed');
        expect(read?.aliases.state).toBe('failed');
      }),
    );
    const policy = known('{"Version": "2012-10-17"}');
    const spec = { ...KEY.spec, agentCoreMemory: { policy } };
    expect(readKeyEntity({ ...KEY, spec })?.policy?.state).toBe('failed');
  });

  it('does not exist for an alias that could not be resolved', () => {
    const arn = 'arn:aws:kms:us-east-1:111122223333:alias/notes';
    const key = { ...keyWith({ unread: 'failed' }), arn };
    const ownerRef = 'group:default/a';
    expect(keyToEntity({ providerId: 'main', key, ownerRef })).toBeUndefined();
  });
});

describe('findings', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(aMemoryAndKey, input => {
        const { findings } = assessMemory({ ...input, today: TODAY });
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

  it('leave out statements that are not understood', () => {
    const finding: Finding = {
      rule: 'key-policy-exposure',
      outcome: 'fail',
      reason: 'Open.',
      evidence: [],
      statements: [{ index: 0, name: '"A"', sid: 'A' }],
    };
    expect(parseFindings(formatFindings([finding]))).toEqual([finding]);
    const mangled = JSON.stringify({
      [finding.rule]: { ...finding, statements: [1, null, ['0', 'x'], [1]] },
    });
    expect(parseFindings(mangled)[0]).not.toHaveProperty('statements');
  });
});
