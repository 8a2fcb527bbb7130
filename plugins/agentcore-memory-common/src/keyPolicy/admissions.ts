import { choicesOf } from './choices';
import { Level, milder, partiesOf } from './parties';
import { RequestContext } from './requestContext';
import { ExposureFacts, PLAINTEXT_ACTIONS, PlaintextAction } from './results';
import { appliesBesidesAction, coversAction } from './statementApplies';
import {
  principalsOf,
  servicesFor,
  speaksOfServices,
  speaksOfSources,
  Suspect,
} from './suspects';
import { allOf, not, Tri } from './tri';
import { KeyPolicy, PolicyStatement } from './types';
import { vocabularyOf } from './vocabulary';

/** That a statement lets somebody do something, and how bad that is. */
export interface Admission {
  suspect: Suspect;
  action: PlaintextAction;
  outcome: Level;
  /** Whether they get in for sure. */
  sure: boolean;
}

/** Bounds the time that one policy can take; far above what people write. */
const MAX_QUESTIONS = 20_000_000;

/** What may be admitted is as bad as what is, unless it is a failure: that is said of what is sure alone. */
const UNSURE: Record<Level, Level> = {
  pass: 'pass',
  warn: 'warn',
  unknown: 'unknown',
  fail: 'unknown',
};

const keysOf = ({ conditions }: PolicyStatement) =>
  conditions.map(({ key }) => key);

/** How bad it is if somebody gets in through a statement. */
function levelOf({ party, principal }: Suspect, allow: PolicyStatement): Level {
  // A service that does not say for whom it acts may act for anybody, and so may one that nothing asks for whom.
  if (!party) return 'unknown';
  return principal.kind === 'service' && !speaksOfSources(keysOf(allow))
    ? milder(party.level, 'unknown')
    : party.level;
}

/** Finds out what one statement lets somebody do in spite of the Deny statements. */
function admittedBy(
  allow: PolicyStatement,
  denies: readonly PolicyStatement[],
  keyArn: string,
  suspect: Suspect,
): Admission[] {
  const { principal } = suspect;
  const applies = (statement: PolicyStatement, context: RequestContext): Tri =>
    appliesBesidesAction(statement, {
      principal,
      action: '',
      keyArn,
      context,
      suspect: true,
    });
  const admits = (action: PlaintextAction, context: RequestContext): Tri =>
    allOf([allow, ...denies], statement => {
      if (statement === allow) return applies(allow, context);
      return (
        !coversAction(statement, action) || not(applies(statement, context))
      );
    });
  const level = levelOf(suspect, allow);
  return PLAINTEXT_ACTIONS.flatMap(action => {
    if (!coversAction(allow, action)) return [];
    // Each condition gets from the caller what suits them best, so that nobody who gets in is missed.
    const atBest = admits(action, suspect.context);
    if (atBest === false) return [];
    const together = choicesOf(suspect.context, [
      ...allow.conditions,
      ...denies
        .filter(deny => coversAction(deny, action))
        .flatMap(({ conditions }) => conditions),
    ]);
    const sure = together
      ? together.some(context => admits(action, context) === true)
      : atBest === true;
    return { suspect, action, outcome: sure ? level : UNSURE[level], sure };
  });
}

/**
 * Whom each Allow lets reach the plaintext; `undefined`: the policy tells apart more callers than are asked for.
 *
 * @remarks
 * AWS services count only where the Allow itself speaks of them: then it is about services, and whom they act for
 * matters. A policy that lets everybody in, shuts strangers out again and excepts services from that is one that
 * AWS documents.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function admissionsOf(
  policy: KeyPolicy,
  facts: ExposureFacts,
): Map<PolicyStatement, Admission[]> | undefined {
  const { keyArn } = facts;
  const words = vocabularyOf(policy, keyArn.split(':')[1]);
  const parties = partiesOf(words, facts);
  const principals = parties.flatMap(party =>
    principalsOf(party, words, facts),
  );
  const services = servicesFor(parties, words, facts);
  const size = policy.statements.reduce(
    (sum, { principal, conditions }) =>
      sum +
      principal.entries.length +
      conditions.reduce((values, { values: { length } }) => values + length, 1),
    0,
  );
  if ((principals.length + services.length) * size > MAX_QUESTIONS)
    return undefined;
  const denies = policy.statements.filter(({ effect }) => effect === 'Deny');
  return new Map(
    policy.statements
      .filter(({ effect }) => effect === 'Allow')
      .map(allow => {
        const asked = speaksOfServices(keysOf(allow))
          ? [...principals, ...services]
          : principals;
        return [
          allow,
          asked.flatMap(suspect => admittedBy(allow, denies, keyArn, suspect)),
        ];
      }),
  );
}
