import { Budget } from './budget';
import { choicesOf } from './choices';
import { raisedForEverybody } from './everybody';
import { harmfulGrants } from './grants';
import { Level, LEVELS, milder, partiesOf } from './parties';
import { ExposureFacts, PlaintextAction } from './results';
import { appliesBesidesAction } from './statementApplies';
import { principalsOf, servicesFor, Suspect } from './suspects';
import { allOf, anyOf, not, Tri } from './tri';
import { KeyPolicy, PolicyStatement } from './types';
import { vocabularyOf } from './vocabulary';
import { Way, waysOf } from './ways';

/** That a statement lets somebody do something, and how bad that is. */
export interface Admission {
  suspect: Suspect;
  action: PlaintextAction;
  outcome: Level;
  /** Whether they get in for sure. */
  sure: boolean;
}

/** What may be admitted is as bad as what is, unless it is a failure: that is said of what is sure alone. */
const unlessSure = (level: Level): Level =>
  level === 'fail' ? 'unknown' : level;

/** How bad it is if somebody gets in through a statement. */
function levelOf(
  { party, principal }: Suspect,
  { asksForSources }: Way,
): Level {
  // A service that does not say for whom it acts may act for anybody, and so may one that nothing asks for whom.
  if (!party) return 'unknown';
  return principal.kind === 'service' && !asksForSources
    ? milder(party.level, 'unknown')
    : party.level;
}

/** Whom each Allow lets reach the plaintext. */
export interface Admissions {
  of(allow: PolicyStatement): Admission[];
  /** Whether all were asked whom the policy tells apart. */
  complete: boolean;
}

function appliesTo(
  { principal, context }: Suspect,
  statement: PolicyStatement,
  keyArn: string,
  budget: Budget,
): Tri {
  return appliesBesidesAction(statement, {
    principal,
    action: '',
    keyArn,
    context,
    suspect: true,
    budget,
  });
}

/** Finds out what the statements let one caller do in spite of the Deny statements. */
function admittedTo(
  ways: readonly Way[],
  suspect: Suspect,
  keyArn: string,
  budget: Budget,
): { allow: PolicyStatement; admission: Admission }[] {
  const { principal, context: atBest } = suspect;
  const ask = (statement: PolicyStatement, context = atBest): Tri =>
    appliesTo({ ...suspect, context }, statement, keyArn, budget);
  // Each condition gets from the caller what suits them best, so that nobody who gets in is missed. What comes
  // out is the same for each Allow and action.
  const known = new Map<PolicyStatement, Tri>();
  const askAtBest = (statement: PolicyStatement): Tri => {
    budget.spend(1);
    const before = known.get(statement);
    const answer = before ?? ask(statement);
    if (before === undefined) known.set(statement, answer);
    return answer;
  };
  const admits = (
    { allow, denies }: Way,
    applies: (statement: PolicyStatement) => Tri,
  ): Tri =>
    allOf([allow, ...denies], statement =>
      statement === allow ? applies(allow) : not(applies(statement)),
    );
  return ways.flatMap(way => {
    const { allow, action } = way;
    if (principal.kind === 'service' && !way.isForServices) return [];
    if (askAtBest(allow) === false) return [];
    if (admits(way, askAtBest) === false) return [];
    const answers = (way.asksForGrants ? harmfulGrants(atBest) : [atBest]).map(
      request => {
        const may =
          request === atBest
            ? admits(way, askAtBest)
            : admits(way, statement => ask(statement, request));
        if (may === false) return false;
        const choices = choicesOf(request, way.asked, budget);
        const isSure = choices
          ? choices.some(
              context =>
                admits(way, statement => ask(statement, context)) === true,
            )
          : may === true;
        return isSure || 'undecidable';
      },
    );
    const admitted = anyOf(answers, answer => answer);
    if (admitted === false) return [];
    const sure = admitted === true;
    const level = levelOf(suspect, way);
    const outcome = sure ? level : unlessSure(level);
    return { allow, admission: { suspect, action, outcome, sure } };
  });
}

/**
 * Finds out whom each Allow lets reach the plaintext.
 *
 * @remarks
 * AWS services count only where the Allow itself speaks of them, or a Deny shuts out all others: then it is about
 * services, and whom they act for matters. A policy that lets everybody in, shuts strangers out again by what they
 * are and excepts services from that is one that AWS documents.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function admissionsOf(
  policy: KeyPolicy,
  facts: ExposureFacts,
  budget: Budget,
): Admissions {
  const { keyArn } = facts;
  const found = new Map<PolicyStatement, Admission[]>();
  const complete = budget.try(() => {
    const words = vocabularyOf(policy, keyArn.split(':')[1], budget);
    // Nothing follows from those who may get in. The worst are asked first, as the steps may run out.
    const parties = partiesOf(words, facts)
      .filter(({ level }) => level !== 'pass')
      .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
    const others = parties
      .slice(0, 1)
      .flatMap(party => principalsOf(party, words, facts));
    const ways = waysOf(
      policy,
      statement =>
        others.length > 0 &&
        others.every(
          other => appliesTo(other, statement, keyArn, budget) === true,
        ),
      budget,
    );
    const askAll = (suspects: readonly Suspect[]) =>
      suspects
        .flatMap(suspect => admittedTo(ways, suspect, keyArn, budget))
        .forEach(({ allow, admission }) => {
          const list = found.get(allow) ?? [];
          list.push(admission);
          found.set(allow, list);
        });
    for (const party of parties) askAll(principalsOf(party, words, facts));
    askAll(servicesFor(parties, words, facts));
    found.forEach((admissions, allow) =>
      found.set(allow, raisedForEverybody(admissions, parties)),
    );
    return true;
  });
  return {
    of: allow =>
      (found.get(allow) ?? []).filter(
        // Who else gets in is not known as long as not all were asked.
        ({ outcome }) => complete || outcome === 'fail',
      ),
    complete: complete ?? false,
  };
}
