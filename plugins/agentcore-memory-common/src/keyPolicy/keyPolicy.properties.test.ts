import fc from 'fast-check';
import {
  ACCOUNT,
  HEALTHY_METADATA,
  KEY_ARN,
  REGION,
  TODAY,
} from '../__testUtils__/healthyFacts';
import {
  aStatement,
  policyText,
  someStatements,
} from '../__testUtils__/policies';
import { RUNS } from '../__testUtils__/runs';
import { exposure, parseKeyPolicy, serviceAccess, summarizeKeyPolicy } from '.';

const FACTS = {
  keyArn: KEY_ARN,
  keyAccountId: ACCOUNT,
  memoryAccountId: ACCOUNT,
  memoryAccountIds: [ACCOUNT],
  memoryRegion: REGION,
  key: HEALTHY_METADATA,
  today: TODAY,
};

/**
 * From "for sure not" to "for sure": one more Deny may turn what is undecided into a certain no, and one
 * more Allow into a certain yes, so what is undecided lies between the two.
 */
const ACCESS = ['warn', 'unknown', 'pass'];

/**
 * From best to worst, as findings are ordered. A Deny that narrows moves the rest from any principal (fail or,
 * where a condition can't be decided, unknown) to whole accounts (warn) to single principals (pass).
 */
const EXPOSURE = ['pass', 'warn', 'unknown', 'fail'];

const access = (statements: readonly unknown[]) =>
  ACCESS.indexOf(serviceAccess(policyText(statements), FACTS).outcome);
const exposed = (statements: readonly unknown[]) =>
  EXPOSURE.indexOf(exposure(policyText(statements), FACTS).outcome);

/** A policy and the same with one more statement, somewhere. */
function withOneMore(effect: 'Allow' | 'Deny') {
  return fc
    .tuple(someStatements, aStatement(fc.constant(effect)), fc.nat())
    .map(([before, statement, n]) => {
      const place = n % (before.length + 1);
      const after = [
        ...before.slice(0, place),
        statement,
        ...before.slice(place),
      ];
      return { before, after };
    });
}

describe('one statement more', () => {
  it('never improves service access if it is a Deny', () => {
    fc.assert(
      fc.property(withOneMore('Deny'), ({ before, after }) => {
        expect(access(after)).toBeLessThanOrEqual(access(before));
      }),
      RUNS,
    );
  });

  it('never worsens exposure if it is a Deny', () => {
    fc.assert(
      fc.property(withOneMore('Deny'), ({ before, after }) => {
        expect(exposed(after)).toBeLessThanOrEqual(exposed(before));
      }),
      RUNS,
    );
  });

  it('never worsens service access if it is an Allow', () => {
    fc.assert(
      fc.property(withOneMore('Allow'), ({ before, after }) => {
        expect(access(after)).toBeGreaterThanOrEqual(access(before));
      }),
      RUNS,
    );
  });

  it('never improves exposure if it is an Allow', () => {
    fc.assert(
      fc.property(withOneMore('Allow'), ({ before, after }) => {
        expect(exposed(after)).toBeGreaterThanOrEqual(exposed(before));
      }),
      RUNS,
    );
  });
});

describe('a key policy', () => {
  it('gives the same answer in any order of its statements', () => {
    const shuffled = someStatements.chain(statements =>
      fc.record({
        statements: fc.constant(statements),
        other: fc.shuffledSubarray(statements, {
          minLength: statements.length,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ statements, other }) => {
        expect(access(other)).toBe(access(statements));
        expect(exposed(other)).toBe(exposed(statements));
      }),
      RUNS,
    );
  });

  it('gives the same answer in any case of its actions and condition keys', () => {
    const inCapitals = (text: string) =>
      JSON.parse(text, (name, value) => {
        if (name === 'Action' || name === 'NotAction') {
          return value.map((action: string) => action.toUpperCase());
        }
        return typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(
              Object.entries(value).map(([key, inner]) => [
                /^(aws|kms):/.test(key) ? key.toUpperCase() : key,
                inner,
              ]),
            )
          : value;
      }).Statement;
    fc.assert(
      fc.property(someStatements, statements => {
        const other = inCapitals(policyText(statements));
        expect(access(other)).toBe(access(statements));
        expect(exposed(other)).toBe(exposed(statements));
      }),
      RUNS,
    );
  });
});

describe('evaluation never throws', () => {
  /** Whether the answers to one text fit together. */
  const isConsistent = (text: string) => {
    const parsed = parseKeyPolicy(text);
    const outcomes = [
      serviceAccess(text, FACTS).outcome,
      exposure(text, FACTS).outcome,
    ];
    const understood = parsed.kind === 'policy';
    return (
      (summarizeKeyPolicy(text).kind === 'statements') === understood &&
      (understood || outcomes.every(outcome => outcome === 'unknown'))
    );
  };
  const names = fc.constantFrom(
    ...'Sid Effect Principal NotPrincipal Action NotAction Resource Condition __proto__ constructor'.split(
      ' ',
    ),
  );
  const worth = fc.oneof(
    fc.constantFrom('Allow', 'Deny', '*', 'kms:*', 'AWS', ACCOUNT, '${a}'),
    fc.anything(),
    fc.dictionary(
      fc.constantFrom('AWS', 'Service', 'StringLike', 'Bool', 'Null'),
      fc.oneof(
        fc.string(),
        fc.array(fc.string()),
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.boolean())),
      ),
    ),
  );
  const statementLike = fc.oneof(
    fc.dictionary(names, worth),
    fc.dictionary(names, worth).map(more => ({
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      ...more,
    })),
  );
  const asText = (value: unknown) =>
    JSON.stringify(value, (_, inner) =>
      typeof inner === 'bigint' ? String(inner) : inner,
    ) ?? '';

  it('on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(isConsistent(text)).toBe(true);
      }),
      RUNS,
    );
  });

  it('on any JSON', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(isConsistent(text)).toBe(true);
      }),
      RUNS,
    );
  });

  it('on anything that looks like statements', () => {
    fc.assert(
      fc.property(fc.array(statementLike, { maxLength: 3 }), statements => {
        const policy = { Version: '2012-10-17', Statement: statements };
        expect(isConsistent(asText(policy))).toBe(true);
      }),
      RUNS,
    );
  });
});
