import {
  Outcome,
  readMemoryEntity,
  RULE_IDS,
} from 'backstage-plugin-agentcore-memory-common';
import { memory } from './__testUtils__/entities';
import { factNameOf, MEMORY_FACTS, toMemoryFacts } from './memoryFacts';

const OUTCOMES: Outcome[] = [
  'pass',
  'warn',
  'fail',
  'unknown',
  'not-applicable',
];
const [FIRST, SECOND] = RULE_IDS;

function factsOf(
  outcomes: Outcome[],
  { stale = false, waived = [] as string[], verdict = '' } = {},
) {
  const annotations: Record<string, string> = verdict
    ? { 'agentcore-memory/verdict': verdict }
    : {};
  const entity = readMemoryEntity(
    memory('m', outcomes, undefined, annotations),
  );
  return toMemoryFacts(entity!, {
    stale,
    isWaived: rule => waived.includes(rule),
  });
}

describe('the facts of a memory', () => {
  it('have one fact for each rule, and say of each what it is', () => {
    const facts = factsOf(RULE_IDS.map(() => 'pass'));
    expect(Object.keys(facts)).toEqual(Object.keys(MEMORY_FACTS));
    expect(factNameOf('key-policy-service-access')).toBe(
      'keyPolicyServiceAccess',
    );
  });

  it.each(
    OUTCOMES.flatMap(first => OUTCOMES.map(second => [first, second] as const)),
  )('are good only where all is known and good (%s, %s)', (first, second) => {
    const known = [first, second].filter(
      outcome => outcome !== 'not-applicable',
    );
    const isGood = known.length > 0 && known.every(one => one === 'pass');
    expect(factsOf([first, second])).toMatchObject({
      compliant: isGood,
      failing: known.filter(one => one === 'fail').length,
      unknown: known.filter(one => one === 'unknown').length,
      [factNameOf(FIRST)]: first,
      [factNameOf(SECOND)]: second,
    });
    expect(
      factsOf([first, second], { stale: true, waived: [FIRST, SECOND] }),
    ).toEqual({
      verdict: 'unknown',
      compliant: false,
      compliantWithWaivers: false,
      assessed: false,
      stale: true,
      failing: 0,
      unknown: RULE_IDS.length,
      ...Object.fromEntries(RULE_IDS.map(id => [factNameOf(id), 'unknown'])),
    });
  });

  it.each<[Outcome[], string[], boolean]>([
    [['fail', 'pass'], [FIRST], true],
    [['fail', 'warn'], [FIRST, SECOND], true],
    [['fail', 'warn'], [FIRST], false],
    [['unknown', 'pass'], [FIRST], false],
    [[], [FIRST], false],
  ])('know of waivers: %j without %j', (outcomes, waived, compliant) => {
    expect(factsOf(outcomes, { waived })).toMatchObject({
      compliant: false,
      compliantWithWaivers: compliant,
    });
  });

  it.each([
    ['unknown', false],
    ['non-compliant', true],
  ])(
    'believe no finding where the verdict is worse (%s)',
    (verdict, assessed) => {
      expect(
        factsOf(['pass', 'warn'], { verdict, waived: [SECOND] }),
      ).toMatchObject({
        verdict,
        assessed,
        compliant: false,
        compliantWithWaivers: false,
        unknown: RULE_IDS.length,
      });
    },
  );
});
