import { RULES } from 'backstage-plugin-agentcore-memory-common';
import { Cause, payloadOf } from './Cause';

const told = { owner: 'group:default/a', ownerTitle: 'T'.repeat(1_000) };
const CAUSES: Cause[] = [
  ...RULES.map(
    ({ id: rule }): Cause => ({
      kind: 'regression',
      ...told,
      rule,
      day: '2026-11-27',
      to: 'fail',
      memories: 1_000_000,
    }),
  ),
  {
    kind: 'key-deletion',
    ...told,
    keyRef: 'resource:default/k',
    on: 'unknown',
    times: 1,
    memories: 1,
  },
  {
    kind: 'waiver-expiry',
    ...told,
    waiver: 'w',
    rule: 'key-usable',
    on: '2026-11-27',
  },
];

describe('payloadOf', () => {
  it.each(CAUSES)('fits Backstage’s table: $kind $rule', cause => {
    const { title, scope } = payloadOf(cause);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(scope!.length).toBeLessThanOrEqual(255);
  });
});
