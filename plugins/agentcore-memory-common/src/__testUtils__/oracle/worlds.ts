import {
  lettingIn,
  LiteralRequest,
  RawStatement,
  statementsAbout,
} from './literal';
import {
  BY_CHANCE,
  combinations,
  KEY_ARN,
  ORGANIZATIONS,
  Somebody,
} from './universe';

/** Whether AWS takes an account of a `NotPrincipal` list for all that is in it is not documented for sure. */
const MODES = [true, false];

export type Context = LiteralRequest['context'];

/** The statements about each of some actions, each list once. */
export function listsAbout(
  statements: readonly RawStatement[],
  actions: readonly string[],
): { action: string; about: RawStatement[] }[] {
  const lists = actions.map(action => ({
    action,
    about: statementsAbout(statements, action, KEY_ARN),
  }));
  return lists.filter(
    ({ about }, i) =>
      lists.findIndex(
        other =>
          other.about.length === about.length &&
          other.about.every((statement, n) => statement === about[n]),
      ) === i,
  );
}

/** Organisations that make a difference to a policy. */
export const organizationsIn = (text: string) =>
  text.includes('Org')
    ? [undefined, ...Object.values(ORGANIZATIONS)]
    : [undefined];

/** Tries all that somebody can do at will. */
export function letIn(
  statements: readonly RawStatement[],
  somebody: Somebody,
  chance: Context,
  atWill: readonly Context[],
  mode: { strictNotPrincipal: boolean; federated: boolean },
): RawStatement[] {
  return atWill.flatMap(choice =>
    lettingIn(statements, {
      caller: { ...somebody.caller, federated: mode.federated },
      context: { ...somebody.fixed, ...chance, ...choice },
      strictNotPrincipal: mode.strictNotPrincipal,
    }),
  );
}

/** All that the policy leaves to AWS, to the hour and to chance. */
export function worlds(statements: readonly RawStatement[]) {
  const text = JSON.stringify(statements);
  const modes = text.includes('NotPrincipal') ? MODES : [true];
  const federated = text.includes('Federated') ? MODES : [false];
  return combinations(BY_CHANCE, statements).flatMap(chance =>
    modes.flatMap(strictNotPrincipal =>
      federated.map(isFederated => ({
        chance,
        mode: { strictNotPrincipal, federated: isFederated },
      })),
    ),
  );
}
