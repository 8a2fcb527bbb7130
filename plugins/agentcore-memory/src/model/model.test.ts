import { percent } from 'backstage-plugin-agentcore-memory-common';
import { memoryEntity } from '../__testUtils__/memories';
import { coverageHint } from './coverageHint';
import { formatInstant } from './formatInstant';
import { isAgentCoreMemory, memoryOf } from './memoryOf';
import { describeOwnerSource } from './ownerSource';

describe('coverageHint', () => {
  it('tells the exact number for every count up to 100 memories', () => {
    for (let total = 1; total <= 100; total += 1) {
      for (let covered = 0; covered < total; covered += 1) {
        const coverage = percent(covered, total);
        expect(coverageHint({ coverage, total })).toMatch(
          new RegExp(`^${total - covered} of ${total} memor`),
        );
      }
      expect(coverageHint({ coverage: 100, total })).toBeUndefined();
    }
  });

  it('claims no number that the rounded coverage cannot tell', () => {
    expect(coverageHint({ coverage: 99, total: 1000 })).toBe(
      'Some of 1000 memories could not be assessed on complete, fresh facts',
    );
    expect(coverageHint({ coverage: null, total: 0 })).toBeUndefined();
  });
});

describe('memoryOf', () => {
  it('reads what the provider wrote', () => {
    const memory = memoryOf(
      memoryEntity({
        name: 'a',
        title: 'The A',
        outcomes: {
          'customer-managed-key': 'unknown',
          'key-usable': 'fail',
          'key-rotation': 'warn',
        },
      }),
    );
    expect(memory).toMatchObject({
      entityRef: 'resource:default/a',
      title: 'The A',
      verdict: 'non-compliant',
      worst: { rule: 'key-usable' },
      ownerRef: 'group:default/payments',
      ownerSource: 'From the tag "team".',
      encryption: 'customer-managed',
      region: 'eu-central-1',
    });
  });

  it.each([
    ['no findings', { 'agentcore-memory/verdict': 'compliant' }],
    [
      'findings that are no JSON',
      {
        'agentcore-memory/verdict': 'compliant',
        'agentcore-memory/findings': '{',
      },
    ],
    [
      'an outcome of another version',
      {
        'agentcore-memory/verdict': 'compliant',
        'agentcore-memory/findings': '{"key-usable":{"outcome":"splendid"}}',
      },
    ],
    [
      'a verdict of another version',
      {
        'agentcore-memory/verdict': 'splendid',
        'agentcore-memory/findings': '{"key-usable":{"outcome":"pass"}}',
      },
    ],
  ])('takes %s for unknown, never for a pass', (_, annotations) => {
    expect(memoryOf(memoryEntity({ name: 'a', annotations })).verdict).toBe(
      'unknown',
    );
  });

  it('takes no stand-in owner for an owner', () => {
    const unowned = { owner: 'group:default/unowned', name: 'a' };
    for (const source of ['none', 'unread', 'invalid-tag:team']) {
      const annotations = { 'agentcore-memory/owner-source': source };
      const entity = memoryEntity({ ...unowned, annotations });
      expect(memoryOf(entity).ownerRef).toBeUndefined();
    }
  });
});

describe('isAgentCoreMemory', () => {
  it('knows memories by kind and type', () => {
    const memory = memoryEntity({ name: 'a' });
    expect(isAgentCoreMemory(memory)).toBe(true);
    expect(isAgentCoreMemory({ ...memory, kind: 'resource' })).toBe(true);
    expect(isAgentCoreMemory({ ...memory, kind: 'Component' })).toBe(false);
    expect(isAgentCoreMemory({ ...memory, spec: { type: 'kms-key' } })).toBe(
      false,
    );
    expect(isAgentCoreMemory({ ...memory, spec: undefined })).toBe(false);
  });
});

describe('describeOwnerSource', () => {
  it.each([
    ['tag:backstage.io/owner', undefined, 'From the tag "backstage.io/owner".'],
    ['tag:a:b', undefined, 'From the tag "a:b".'],
    [
      'invalid-tag:team',
      'Team Ghost!',
      'The tag "team" says "Team Ghost!", which is not a valid owner.',
    ],
    ['account', undefined, 'From the owner configured for the account.'],
    ['from-our-cmdb', undefined, 'from-our-cmdb'],
    [undefined, undefined, undefined],
  ])('puts %s into words', (source, claim, words) => {
    expect(describeOwnerSource(source, claim)).toBe(words);
  });
});

describe('formatInstant', () => {
  it('writes UTC and leaves alone what is no instant', () => {
    expect(formatInstant('2026-11-23T14:05:59+02:00')).toBe(
      '2026-11-23 12:05 UTC',
    );
    expect(formatInstant('yesterday')).toBe('yesterday');
  });
});
