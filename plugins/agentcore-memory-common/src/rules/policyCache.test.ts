import {
  ACCOUNT,
  HEALTHY_KEY,
  HEALTHY_MEMORY,
  HEALTHY_METADATA,
  KEY_ARN,
  TODAY,
} from '../__testUtils__/healthyFacts';
import { policyText } from '../__testUtils__/policies';
import { CustomerKey } from './keySituation';
import { accessFor, exposureFor } from './policyCache';

const POLICY = policyText([
  { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
]);

/** Facts that were just read: equal to all others, and the same as none. */
const read = (more: Partial<CustomerKey> = {}): CustomerKey => ({
  memory: { ...HEALTHY_MEMORY },
  key: { ...HEALTHY_KEY },
  metadata: { ...HEALTHY_METADATA },
  evidence: [],
  today: TODAY,
  ...more,
});

describe('answers about a policy', () => {
  it('are kept for other facts that say the same', () => {
    const again = POLICY.split('').join('');
    expect(accessFor(read(), again)).toBe(accessFor(read(), POLICY));
    expect(exposureFor(read(), again, {})).toBe(
      exposureFor(read(), POLICY, {}),
    );
  });

  it('are kept for another key, unless the policy tells keys apart', () => {
    const other = read({
      metadata: { ...HEALTHY_METADATA, arn: `${KEY_ARN.slice(0, -1)}1` },
    });
    expect(accessFor(other, POLICY)).toBe(accessFor(read(), POLICY));
    const only = policyText([
      { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: KEY_ARN },
    ]);
    expect(exposureFor(read(), only, {}).outcome).not.toEqual(
      exposureFor(other, only, {}).outcome,
    );
    expect(accessFor(read(), only)).not.toEqual(accessFor(other, only));
  });

  it.each<[string, Partial<CustomerKey>]>([
    ['another day', { today: '2026-11-25' }],
    [
      'another account of the memory',
      { memory: { ...HEALTHY_MEMORY, accountId: '444455556666' } },
    ],
    [
      'a key in another region',
      {
        metadata: {
          ...HEALTHY_METADATA,
          arn: KEY_ARN.replace('eu-central-1', 'us-east-1'),
        },
      },
    ],
    ['another spec', { metadata: { ...HEALTHY_METADATA, spec: 'RSA_2048' } }],
    [
      'another origin',
      { metadata: { ...HEALTHY_METADATA, origin: 'EXTERNAL' } },
    ],
    [
      'a multi-Region key',
      { metadata: { ...HEALTHY_METADATA, multiRegion: true } },
    ],
  ])('are found anew for %s', (_, more) => {
    expect(accessFor(read(more), POLICY)).not.toBe(accessFor(read(), POLICY));
    expect(exposureFor(read(more), POLICY, {})).not.toBe(
      exposureFor(read(), POLICY, {}),
    );
  });

  it('are found anew for another region of the memory, if it matters', () => {
    const more = { memory: { ...HEALTHY_MEMORY, region: 'us-east-1' } };
    expect(accessFor(read(more), POLICY)).not.toBe(accessFor(read(), POLICY));
    expect(exposureFor(read(more), POLICY, {})).toBe(
      exposureFor(read(), POLICY, {}),
    );
  });

  it('are found anew for other settings', () => {
    const trust = { trustedAccounts: [ACCOUNT] };
    expect(exposureFor(read(), POLICY, trust)).not.toBe(
      exposureFor(read(), POLICY, {}),
    );
  });
});
