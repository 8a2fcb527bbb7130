import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  aDay,
  aMemoryAndKey,
  someSettings,
} from '../__testUtils__/arbitraries';
import { RUNS } from '../__testUtils__/runs';
import { KeyFacts, MemoryFacts, Observed, parseKeyArn } from '../facts';
import { Outcome } from '../outcome';
import {
  assessMemory,
  DEFAULT_RULE_SETTINGS,
  rotationDoesNotApply,
  RULE_IDS,
  RuleId,
  RuleSettings,
  Severity,
} from '.';
import { isoDay } from './days';

interface Facts {
  memory: MemoryFacts;
  key?: KeyFacts;
}

/** AWS did not give it. `absent` is an answer. */
const notGiven = (fact: Observed<unknown> | undefined) =>
  fact === undefined || !['known', 'absent'].includes(fact.state);
const notKnown = (fact: Observed<unknown>) => fact.state !== 'known';

/** Whether a fact is missing that an enabled rule needs for its answer. */
function lacksFacts({ memory, key }: Facts, settings: RuleSettings): boolean {
  const on = (rule: RuleId) => settings.severity[rule] !== 'off';
  if (memory.details.state !== 'known') return true;
  const named = memory.details.value.encryptionKeyArn;
  if (named.state === 'absent') return false;
  if (named.state !== 'known' || !parseKeyArn(named.value)) return true;
  if (!key || key.arn !== named.value || notGiven(key.metadata)) return true;
  if (key.metadata.state !== 'known') return true;
  const metadata = key.metadata.value;
  if (metadata.manager !== 'CUSTOMER') return metadata.manager !== 'AWS';
  const approved = settings.approvedKeys;
  const approvedAnyway =
    approved?.keyArns.includes(metadata.arn) ||
    approved?.accountIds.includes(metadata.accountId);
  return (
    (on('key-rotation') &&
      rotationDoesNotApply(metadata) === undefined &&
      notKnown(key.rotation)) ||
    ((on('key-policy-service-access') || on('key-policy-exposure')) &&
      notKnown(key.policy)) ||
    (on('key-approved') &&
      approved !== undefined &&
      approved.aliases.length > 0 &&
      !approvedAnyway &&
      notKnown(key.aliases))
  );
}

const input = fc.record({ facts: aMemoryAndKey, today: aDay });

describe('the verdict', () => {
  it('is unknown or non-compliant while a fact is missing that an enabled rule needs', () => {
    fc.assert(
      fc.property(input, someSettings, ({ facts, today }, settings) => {
        const { verdict } = assessMemory({ ...facts, today }, settings);
        const mild = verdict === 'compliant' || verdict === 'at-risk';
        expect(mild && lacksFacts(facts, settings)).toBe(false);
      }),
      RUNS,
    );
  });

  it('is compliant only if the key is known, customer-managed and usable', () => {
    fc.assert(
      fc.property(input, ({ facts, today }) => {
        const { verdict } = assessMemory({ ...facts, today });
        const metadata = facts.key?.metadata;
        const proven =
          metadata?.state === 'known' &&
          metadata.value.manager === 'CUSTOMER' &&
          metadata.value.state === 'Enabled' &&
          metadata.value.usage === 'ENCRYPT_DECRYPT' &&
          metadata.value.spec === 'SYMMETRIC_DEFAULT';
        expect(proven || verdict !== 'compliant').toBe(true);
      }),
      RUNS,
    );
  });
});

describe('findings', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('do not depend on the clock, nor on what was asked before', () => {
    const clock = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(input, clock, clock, ({ facts, today }, first, second) => {
        const [one, other] = [first, second].map(now => {
          jest.setSystemTime(now);
          return assessMemory({ ...structuredClone(facts), today });
        });
        expect(other).toEqual(one);
        expect(assessMemory({ ...facts, today })).toEqual(one);
        expect(assessMemory({ ...facts, today })).toEqual(one);
      }),
      RUNS,
    );
  });

  it('do not depend on the day but through the expiry of key material', () => {
    fc.assert(
      fc.property(input, aDay, ({ facts, today }, later) => {
        const [one, other] = [today, later].map(
          day => assessMemory({ ...facts, today: day }).findings,
        );
        const metadata = facts.key?.metadata;
        const validTo =
          metadata?.state === 'known' ? metadata.value.validTo : undefined;
        const moves = one.filter(
          (finding, i) => !isDeepStrictEqual(finding, other[i]),
        );
        for (const { rule } of moves) {
          expect(rule).toBe('key-usable');
          expect(validTo).toMatch(/^\d{4}-\d\d-\d\d/);
        }
      }),
      RUNS,
    );
  });

  it('change once as days pass, for the worse, so that no reason counts days', () => {
    const ORDER: Outcome[] = ['pass', 'warn', 'unknown', 'fail'];
    const days = fc.tuple(aDay, aDay, aDay, aDay);
    fc.assert(
      fc.property(input, days, ({ facts }, some) => {
        const usable = some
          .sort()
          .map(today => assessMemory({ ...facts, today }).findings[1]);
        const different = usable.filter(
          (finding, i) => i === 0 || !isDeepStrictEqual(finding, usable[i - 1]),
        );
        expect(different.length).toBeLessThanOrEqual(2);
        const [before, after] = different.map(({ outcome }) =>
          ORDER.indexOf(outcome),
        );
        expect(after ?? before).toBeGreaterThanOrEqual(before);
      }),
      RUNS,
    );
  });
});

describe('severities', () => {
  const CHANGE: Record<Severity, Partial<Record<Outcome, Outcome>>> = {
    warn: { fail: 'warn' },
    fail: { warn: 'fail' },
    off: {},
  };

  it('leave out, lower or raise, and change nothing else', () => {
    fc.assert(
      fc.property(input, someSettings, ({ facts, today }, settings) => {
        const plain = { ...settings, severity: {} };
        const before = assessMemory({ ...facts, today }, plain).findings;
        const { findings } = assessMemory({ ...facts, today }, settings);
        const expected = before.flatMap(finding => {
          const severity = settings.severity[finding.rule];
          if (severity === 'off' && finding.rule !== 'customer-managed-key') {
            return [];
          }
          const { outcome } = finding;
          const change = severity && CHANGE[severity];
          return [{ ...finding, outcome: change?.[outcome] ?? outcome }];
        });
        expect(findings).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('are what each rule brings by itself where nothing is configured', () => {
    fc.assert(
      fc.property(input, ({ facts, today }) => {
        const { findings } = assessMemory({ ...facts, today });
        expect(findings.map(({ rule }) => rule)).toEqual([...RULE_IDS]);
        expect(
          assessMemory({ ...facts, today }, DEFAULT_RULE_SETTINGS).findings,
        ).toEqual(findings);
      }),
      RUNS,
    );
  });
});

describe('isoDay', () => {
  it('is the day in UTC of any instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        date => {
          const text = date.toISOString();
          expect(isoDay(text)).toBe(text.slice(0, 10));
          expect(isoDay(isoDay(text))).toBe(isoDay(text));
        },
      ),
      RUNS,
    );
  });
});
