import fc from 'fast-check';
import { HEALTHY_METADATA } from '../__testUtils__/healthyFacts';
import { SEED } from '../__testUtils__/oracle/draw';
import { RawStatement } from '../__testUtils__/oracle/literal';
import { statementsForOracle } from '../__testUtils__/oracle/policies';
import { accessByTrying } from '../__testUtils__/oracle/tryAccess';
import { exposureByTrying } from '../__testUtils__/oracle/tryExposure';
import {
  ACCOUNTS,
  AGENTCORE,
  DAY,
  KEY_ARN,
  ORGANIZATIONS,
  principalsOf,
  REGION,
  service,
} from '../__testUtils__/oracle/universe';
import { organizationsIn } from '../__testUtils__/oracle/worlds';
import { policyText } from '../__testUtils__/policies';
import { exposure, serviceAccess } from '.';

/** 50,000 on a developer's machine now and then: it takes minutes. */
const RUNS = { numRuns: Number(process.env.ORACLE_RUNS ?? 2_500) };

const FACTS = { keyArn: KEY_ARN, key: HEALTHY_METADATA, today: DAY };

/** How often each outcome came up, told where somebody asked for more runs. */
const counts: Record<string, number> = {};
function count(name: string) {
  counts[name] = (counts[name] ?? 0) + 1;
}
afterAll(() => {
  if (process.env.ORACLE_RUNS) {
    process.stdout.write(`${JSON.stringify(counts)}\n`);
  }
});

/** Whether accounts or organisations are meant that the universe is too small for: by patterns other than of all. */
const meansOthers = (text: string) =>
  [...text.matchAll(/"(?:arn:aws:iam::)?((?:o-)?[^":]*[*?][^":]*)[":]/g)].some(
    ([, pattern]) => !['*', 'o-*', 'o-*/*'].includes(pattern),
  );

/** What exposure says wrongly of a policy, where it does. */
function wrongExposure(statements: readonly RawStatement[]) {
  const { outcome, open } = exposure(policyText(statements), {
    ...FACTS,
    keyAccountId: ACCOUNTS.own,
    memoryAccountIds: [ACCOUNTS.memory],
    trustedAccounts: [ACCOUNTS.trusted],
    trustedOrganizations: [ORGANIZATIONS.trusted],
  });
  const { least, most } = exposureByTrying(statements);
  const decided = least === most ? `, though ${most}` : '';
  count(`exposure ${outcome}${outcome === 'unknown' ? decided : ''}`);
  // A foreign account that only may get in is a warning as well.
  const sure = open.some(opening => opening.sure);
  const isRight = {
    pass: most === 0,
    warn:
      most === 1 ||
      (most === 0 && (!sure || meansOthers(JSON.stringify(statements)))),
    fail: least === 2,
    unknown: true,
  };
  return isRight[outcome] ? undefined : { outcome, least, most, seed: SEED };
}

/** What service access says wrongly of a policy, where it does. */
function wrongAccess(statements: readonly RawStatement[]) {
  const { outcome, way, caller } = serviceAccess(policyText(statements), {
    ...FACTS,
    memoryAccountId: ACCOUNTS.memory,
    memoryRegion: REGION,
  });
  count(`access ${outcome}`);
  const organizations = organizationsIn(JSON.stringify(statements));
  const callers = organizations.flatMap(id =>
    principalsOf(ACCOUNTS.memory, id),
  );
  const services = organizations.map(id =>
    service(AGENTCORE, ACCOUNTS.memory, id),
  );
  const promised =
    way === 'service-principal'
      ? services
      : callers.filter(somebody =>
          caller ? somebody.caller.arn === caller : !somebody.isNamed,
        );
  const isRight = {
    pass: () =>
      promised.length > 0 &&
      promised.every(one => accessByTrying(statements, one).always()),
    warn: () =>
      ![...callers, ...services].some(one =>
        accessByTrying(statements, one).ever(),
      ),
    unknown: () => true,
  };
  return isRight[outcome]() ? undefined : { outcome, way, caller, seed: SEED };
}

describe('beside an evaluator that tries concrete requests', () => {
  it('exposure passes no stranger and tells of none who is not there', () => {
    fc.assert(
      fc.property(statementsForOracle, statements => {
        expect(wrongExposure(statements)).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('service access promises nothing that is refused and refuses nothing that is given', () => {
    fc.assert(
      fc.property(statementsForOracle, statements => {
        expect(wrongAccess(statements)).toBeUndefined();
      }),
      RUNS,
    );
  });
});
