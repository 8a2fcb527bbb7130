import {
  Outcome,
  RULE_IDS,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { SnapshotMemory } from './MemorySnapshot';
import { outcomesOf } from './Outcomes';
import { findWorst } from './worstMemories';

function memory(
  title: string,
  outcomes: Partial<Record<(typeof RULE_IDS)[number], Outcome>>,
  stale = false,
): SnapshotMemory {
  const found = RULE_IDS.map(rule => ({
    rule,
    outcome: outcomes[rule] ?? 'pass',
  }));
  return {
    entityRef: `resource:default/${title}`,
    title,
    accountId: '111122223333',
    region: 'eu-central-1',
    scope: 'main/111122223333/eu-central-1',
    ownerRef: 'group:default/a',
    ownerSource: 'tag:owner',
    verdict: verdictOf(found),
    complete: true,
    outcomes: outcomesOf(found),
    stale,
  };
}

describe('findWorst', () => {
  it('begins with what is lost or open to strangers, and leaves out what is compliant', () => {
    const worst = findWorst([
      memory('fine', {}),
      memory('warned', { 'key-rotation': 'warn' }),
      memory('a-without-key', { 'customer-managed-key': 'fail' }),
      memory('b-not-approved', { 'key-approved': 'fail' }),
      memory('c-open', { 'key-policy-exposure': 'fail' }),
      memory('d-disabled', { 'key-usable': 'fail' }),
      memory('e-old', {}, true),
      memory('f-unread', { 'key-usable': 'unknown' }),
    ]);
    expect(worst.map(({ title }) => title)).toEqual([
      'd-disabled',
      'c-open',
      'a-without-key',
      'b-not-approved',
      'e-old',
      'f-unread',
      'warned',
    ]);
  });
});
