import { percent, UNOWNED } from 'backstage-plugin-agentcore-memory-common';
import { t } from '../__testUtils__/english';
import { keyAndMemory } from '../__testUtils__/facts';
import { memoryEntity, registered } from '../__testUtils__/memories';
import { describeCalls } from './coverage';
import {
  coverageFiltersToSearch,
  scansRequest,
  searchToCoverageFilters,
} from './coverageFilters';
import { coverageHint } from './coverageHint';
import { formatAge, formatDuration } from './formatAge';
import { formatInstant } from './formatInstant';
import { describeOwnerSource, shownOwner } from './ownerSource';
import { isAgentCoreMemory, isAgentCoreMemoryKey } from './predicates';
import { readMemories } from './readMemories';

describe('coverageHint', () => {
  it('tells the exact number for every count up to 100 memories', () => {
    for (let total = 1; total <= 100; total += 1) {
      for (let covered = 0; covered < total; covered += 1) {
        const coverage = percent(covered, total);
        expect(coverageHint(t, { coverage, total })).toMatch(
          new RegExp(`^${total - covered} of ${total} memor`),
        );
      }
      expect(coverageHint(t, { coverage: 100, total })).toBeUndefined();
    }
  });

  it('claims no number that the rounded coverage cannot tell', () => {
    expect(coverageHint(t, { coverage: 99, total: 1000 })).toBe(
      'Some of 1,000 memories could not be assessed on complete, fresh facts',
    );
    expect(coverageHint(t, { coverage: null, total: 0 })).toBeUndefined();
  });
});

describe('readMemories', () => {
  it('leaves out entities that were registered by hand', () => {
    const memory = memoryEntity({ name: 'a', title: 'The A' });
    const forged = registered(memoryEntity({ name: 'b' }));
    expect(readMemories([forged, memory])).toMatchObject([{ title: 'The A' }]);
  });
});

describe('shownOwner', () => {
  it('shows no stand-in as the owner', () => {
    const ownerRef = 'group:default/a';
    for (const ownerSource of ['none', 'unread', 'invalid-tag:team']) {
      expect(shownOwner({ ownerRef, ownerSource })).toBeUndefined();
    }
    expect(shownOwner({ ownerRef: UNOWNED })).toBeUndefined();
    expect(shownOwner({ ownerRef, ownerSource: 'tag:team' })).toBe(ownerRef);
    expect(shownOwner({ ownerRef })).toBe(ownerRef);
  });
});

describe('the predicates of entity pages', () => {
  it('tell memories and keys of the provider from all other entities', () => {
    const { key, memory } = keyAndMemory();
    expect(isAgentCoreMemory(memory)).toBe(true);
    expect(isAgentCoreMemory({ ...memory, kind: 'resource' })).toBe(true);
    expect(isAgentCoreMemoryKey(key)).toBe(true);
    for (const entity of [
      key,
      registered(memory),
      { ...memory, kind: 'Component' },
      { ...memory, spec: { type: 'kms-key' } },
      { ...memory, spec: undefined },
    ]) {
      expect(isAgentCoreMemory(entity)).toBe(false);
    }
    expect(isAgentCoreMemoryKey(memory)).toBe(false);
    expect(isAgentCoreMemoryKey(registered(key))).toBe(false);
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
    expect(describeOwnerSource(t, source, claim)).toBe(words);
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

describe('describeCalls', () => {
  it('names the most frequent first and leaves out what was not called', () => {
    expect(describeCalls({ a: 1, b: 3, c: 0, d: 1 })).toBe('b 3, a 1, d 1');
    expect(describeCalls({})).toBe('');
  });
});

describe('coverage filters', () => {
  it('survive the way to the URL and back', () => {
    const filters = { outcome: 'failed' as const, q: 'a b&c', page: 2 };
    expect(searchToCoverageFilters(coverageFiltersToSearch(filters))).toEqual(
      filters,
    );
    expect(searchToCoverageFilters('?page=x&q=%20&outcome=fine')).toEqual({});
    expect(coverageFiltersToSearch({ page: 1 })).toBe('');
    expect(scansRequest(filters)).toEqual({
      outcome: 'failed',
      q: 'a b&c',
      offset: 50,
      limit: 50,
    });
    expect(scansRequest({})).toEqual({ offset: 0, limit: 50 });
  });
});

describe('formatAge', () => {
  const now = Date.parse('2026-11-23T14:00:00Z');
  it.each([
    ['2026-11-23T13:59:30Z', 'just now'],
    ['2026-11-23T14:00:30Z', 'just now'],
    ['2026-11-23T13:59:00Z', '1 minute ago'],
    ['2026-11-23T12:01:00Z', '1 hour ago'],
    ['2026-11-20T13:00:00Z', '3 days ago'],
    ['yesterday', 'yesterday'],
  ])('says of %s "%s"', (iso, words) => {
    expect(formatAge(t, iso, now)).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [820, '820 ms'],
    [1_240, '1.2 s'],
    [180_000, '3 min'],
  ])('says of %d ms "%s"', (ms, words) => {
    expect(formatDuration(t, ms)).toBe(words);
  });
});
