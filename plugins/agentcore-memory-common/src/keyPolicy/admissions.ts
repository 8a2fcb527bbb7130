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
const MAX_QUESTIONS = 8_000_000;

/** What may be admitted is as bad as what is, unless it is a failure: that is said of what is sure alone. */
const unlessSure = (level: Level): Level =>
  level === 'fail' ? 'unknown' : level;

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
  // Most statements are about others, and this is asked very often.
  if (applies(allow, suspect.context) === false) return [];
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
    return { suspect, action, outcome: sure ? level : unlessSure(level), sure };
  });
}

/** How many values and principals a policy holds, which is how long it takes to ask one caller. */
function sizeOf(policy: KeyPolicy): number {
  return policy.statements
    .flatMap(({ principal, conditions }) => [
      principal.entries.length,
      ...conditions.map(({ values }) => values.length),
    ])
    .reduce((sum, length) => sum + length, 0);
}

/** Whom each Allow lets reach the plaintext. */
export interface Admissions {
  of(allow: PolicyStatement): Admission[];
  /** Whether all were asked whom the policy tells apart; if not, then strangers alone. */
  complete: boolean;
}

/**
 * Finds out whom each Allow lets reach the plaintext.
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
): Admissions {
  const { keyArn } = facts;
  const words = vocabularyOf(policy, keyArn.split(':')[1]);
  // Nothing follows from those who may get in.
  const parties = partiesOf(words, facts).filter(
    ({ level }) => level !== 'pass',
  );
  const complete = parties.length * sizeOf(policy) <= MAX_QUESTIONS;
  const asked = complete
    ? parties
    : parties.filter(({ level }) => level === 'fail');
  const principals = asked.flatMap(party => principalsOf(party, words, facts));
  const services = servicesFor(asked, words, facts);
  const denies = policy.statements.filter(({ effect }) => effect === 'Deny');
  return {
    of: allow =>
      (speaksOfServices(keysOf(allow))
        ? [...principals, ...services]
        : principals
      ).flatMap(suspect => admittedBy(allow, denies, keyArn, suspect)),
    complete,
  };
}
