import { Budget } from './budget';
import { askedTwice } from './choices';
import { GRANT_OPERATIONS } from './grants';
import { PLAINTEXT_ACTIONS, PlaintextAction } from './results';
import { coversAction } from './statementApplies';
import { speaksOfServices, speaksOfSources } from './suspects';
import { KeyPolicy, PolicyStatement } from './types';

/** An Allow of an action, with all that may take it back: the same for everybody, so found out once. */
export interface Way {
  allow: PolicyStatement;
  action: PlaintextAction;
  denies: PolicyStatement[];
  /** Whether it is left to AWS services, and whether it asks for whom they act. */
  isForServices: boolean;
  asksForSources: boolean;
  asked: ReturnType<typeof askedTwice>;
  /** Whether it matters what a grant is for. */
  asksForGrants: boolean;
}

const keysOf = ({ conditions }: PolicyStatement) =>
  conditions.map(({ key }) => key);

/** Whether a statement tells services from all others, and says nothing else of who they are. */
function isAboutServicesAlone(statement: PolicyStatement): boolean {
  const keys = keysOf(statement);
  return keys.length > 0 && keys.every(key => speaksOfServices([key]));
}

/**
 * The ways of a policy to the plaintext.
 *
 * @param appliesToOthers - whether a statement applies for sure to whoever is no service, and nobody in particular
 */
export function waysOf(
  { statements }: KeyPolicy,
  appliesToOthers: (statement: PolicyStatement) => boolean,
  budget: Budget,
): Way[] {
  // To let everybody in and to shut out all but services is to let services in.
  const shutOut = new Set(
    statements.filter(
      statement =>
        statement.effect === 'Deny' &&
        isAboutServicesAlone(statement) &&
        appliesToOthers(statement),
    ),
  );
  return PLAINTEXT_ACTIONS.flatMap(action => {
    const about = statements.filter(statement =>
      coversAction(statement, action, budget),
    );
    const denies = about.filter(({ effect }) => effect === 'Deny');
    const ofDenies = denies.flatMap(({ conditions }) => conditions);
    // A fence that shuts out strangers by what they are is none that leaves it to services.
    const isFenced = denies.some(
      deny => !shutOut.has(deny) && appliesToOthers(deny),
    );
    const byDeny = isFenced
      ? []
      : denies.filter(deny => shutOut.has(deny)).map(keysOf);
    return about
      .filter(({ effect }) => effect === 'Allow')
      .map(allow => {
        const conditions = [...allow.conditions, ...ofDenies];
        const keys = keysOf(allow);
        const itself = speaksOfServices(keys);
        budget.spend(conditions.length + byDeny.length);
        return {
          allow,
          action,
          denies,
          isForServices: itself || byDeny.length > 0,
          // What was left to services before a Deny asks for whom is not made worse by it.
          asksForSources:
            speaksOfSources(keys) ||
            (!itself && byDeny.length > 0 && byDeny.every(speaksOfSources)),
          asked: askedTwice(conditions),
          asksForGrants:
            action === 'kms:CreateGrant' &&
            conditions.some(({ key }) => key === GRANT_OPERATIONS),
        };
      });
  });
}
