import { Budget } from './budget';
import { isServiceLinkedRole } from './serviceLinkedRole';
import { allOf, anyOf, not, Tri } from './tri';
import { PolicyStatement, PrincipalEntry } from './types';

/** Who makes a request. */
export type Requester =
  | { kind: 'service'; service: string }
  /** One role, user or session. */
  | { kind: 'named'; arn: string; accountId: string; partition: string }
  /** A caller of an account. */
  | {
      kind: 'account-caller';
      accountId: string;
      partition: string;
      /** Whether this is none of the principals that statements name: those are evaluated one by one, or do not matter. */
      exceptNamed?: boolean;
    };

type EntryOf<K extends PrincipalEntry['kind']> = Extract<
  PrincipalEntry,
  { kind: K }
>;

function matchService(entry: EntryOf<'service'>, who: Requester): Tri {
  if (who.kind !== 'service') return false;
  if (entry.service === who.service) return true;
  // AWS also has regional spellings of some services; whether they are the same is AWS's to know.
  const head = (name: string) => name.toLowerCase().split('.')[0];
  return head(entry.service) === head(who.service) ? 'undecidable' : false;
}

function matchAccount(entry: EntryOf<'account'>, who: Requester): Tri {
  if (who.kind === 'service' || entry.accountId !== who.accountId) return false;
  return (entry.partition ?? who.partition) === who.partition
    ? true
    : 'undecidable';
}

/** `role` and the name of an IAM role without its path; for a session the role behind it. */
function identity(arn: string): { type: string; name: string } {
  const [type, ...path] = arn.split(':').slice(5).join(':').split('/');
  return type === 'assumed-role'
    ? { type, name: path[0] }
    : { type, name: path[path.length - 1] };
}

function matchNamed(entry: EntryOf<'named'>, who: Requester): Tri {
  if (who.kind === 'service' || entry.accountId !== who.accountId) return false;
  // Nobody but AWS's own service can be one, and no requester is that.
  if (isServiceLinkedRole(entry.arn)) return false;
  if (who.kind === 'account-caller' || entry.partition !== who.partition) {
    return 'undecidable';
  }
  if (entry.arn === who.arn) return true;
  const [listed, asking] = [identity(entry.arn), identity(who.arn)];
  // A role stands for all of its sessions, and one session for a part of its role.
  if (listed.type === 'role' && asking.type === 'assumed-role') {
    return listed.name === asking.name;
  }
  if (listed.type === 'assumed-role' && asking.type === 'role') {
    return listed.name === asking.name ? 'undecidable' : false;
  }
  // A federated user acts for some user of the account; which one its ARN does not tell.
  const types = [listed.type, asking.type].sort().join();
  return types === 'federated-user,user' ? 'undecidable' : false;
}

const MATCH: {
  [K in PrincipalEntry['kind']]: (entry: EntryOf<K>, who: Requester) => Tri;
} = {
  anyone: () => true,
  account: matchAccount,
  named: matchNamed,
  // "The policy no longer applies, even if you recreate the user", says AWS of such ids.
  deleted: () => false,
  service: matchService,
  federated: (_, who) => (who.kind === 'service' ? false : 'undecidable'),
  'canonical-user': (_, who) =>
    who.kind === 'service' ? false : 'undecidable',
  unclear: () => 'undecidable',
};

function matchEntry(entry: PrincipalEntry, who: Requester): Tri {
  return (MATCH[entry.kind] as (e: PrincipalEntry, w: Requester) => Tri)(
    entry,
    who,
  );
}

/**
 * Whether an entry of `NotPrincipal` exempts a requester. AWS checks the account, the role and the session
 * one after the other and asks for all of them to be listed, so an entry that has to do with the
 * requester decides nothing for sure.
 */
function isExempt(entry: PrincipalEntry, who: Requester): Tri {
  const match = matchEntry(entry, who);
  const whole = entry.kind === 'anyone' || entry.kind === 'service';
  return match === true && !whole ? 'undecidable' : match;
}

function spendOn(entry: PrincipalEntry, budget?: Budget): void {
  if (entry.kind === 'named') budget?.read(entry.arn);
  else budget?.spend(1);
}

/**
 * Whether a statement is about this requester.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchPrincipal(
  { principal }: PolicyStatement,
  who: Requester,
  budget?: Budget,
): Tri {
  if (principal.negated) {
    return allOf(principal.entries, entry => {
      spendOn(entry, budget);
      return not(isExempt(entry, who));
    });
  }
  return anyOf(principal.entries, entry => {
    spendOn(entry, budget);
    return entry.kind === 'named' &&
      who.kind === 'account-caller' &&
      who.exceptNamed
      ? false
      : matchEntry(entry, who);
  });
}
