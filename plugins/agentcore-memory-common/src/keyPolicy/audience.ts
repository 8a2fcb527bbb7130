import { Narrowing, narrowingOf } from './narrowing';
import { PolicyStatement } from './types';

/** The principals that an Allow may admit, as far as exposure is concerned, worst first. */
export type Audience =
  | { kind: 'anyone' }
  | { kind: 'undecided' }
  | { kind: 'accounts'; accountIds: string[] }
  /** Single principals, or an organisation. */
  | { kind: 'limited' };

type Accounts = Extract<Narrowing, { kind: 'accounts' }>;

/** The accounts that all of the lists hold. */
function common(
  lists: readonly Accounts[],
  start?: readonly string[],
): string[] {
  const [first, ...others] = start
    ? [start, ...lists.map(list => list.accountIds)]
    : lists.map(list => list.accountIds);
  return first.filter(id => others.every(ids => ids.includes(id)));
}

/** Who is left of an audience that a narrowing list applies to as a whole. */
export function narrowed(
  audience: Audience,
  narrowings: readonly Narrowing[],
): Audience {
  const lists = narrowings.filter((n): n is Accounts => n.kind === 'accounts');
  if (audience.kind === 'limited') return audience;
  if (audience.kind === 'accounts') {
    // An account within an organisation is still a whole account. Conditions on the source account narrow
    // services, not the account's own callers.
    const accountIds = common(
      lists.filter(({ bySource }) => !bySource),
      audience.accountIds,
    );
    return accountIds.length > 0
      ? { kind: 'accounts', accountIds }
      : { kind: 'limited' };
  }
  // An account of an organisation is less than the organisation, which is limited already.
  if (narrowings.some(({ kind }) => kind === 'organization')) {
    return { kind: 'limited' };
  }
  if (lists.length === 0) return audience;
  const accountIds = common(lists);
  return accountIds.length > 0
    ? { kind: 'accounts', accountIds }
    : { kind: 'limited' };
}

function principals({ principal }: PolicyStatement): Audience[] {
  if (principal.negated) {
    // `NotPrincipal` with an Allow admits all principals but the listed ones.
    return principal.entries.some(({ kind }) => kind === 'anyone')
      ? []
      : [{ kind: 'anyone' }];
  }
  const accountIds = principal.entries.flatMap(entry =>
    entry.kind === 'account' ? [entry.accountId] : [],
  );
  const kinds = new Set(principal.entries.map(({ kind }) => kind));
  const undecided =
    kinds.has('unclear') ||
    kinds.has('federated') ||
    kinds.has('canonical-user');
  return [
    ...(kinds.has('anyone') ? [{ kind: 'anyone' } as const] : []),
    ...(undecided ? [{ kind: 'undecided' } as const] : []),
    ...(accountIds.length > 0
      ? [{ kind: 'accounts', accountIds } as const]
      : []),
  ];
}

/**
 * The principals that an Allow admits under its own conditions; one audience for each kind of principal that
 * stands in it. An empty list: only single principals and services.
 */
export function audiencesOf(statement: PolicyStatement): Audience[] {
  const narrowings = statement.conditions.map(condition =>
    narrowingOf(condition, statement.variables),
  );
  const undecided = narrowings.some(({ kind }) => kind === 'undecided');
  return principals(statement).map(audience => {
    const left = narrowed(audience, narrowings);
    return left.kind === 'anyone' && undecided ? { kind: 'undecided' } : left;
  });
}
