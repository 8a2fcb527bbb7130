import fc from 'fast-check';

/** A set of callers: accounts, organisations, accounts within an organisation, or everybody. */
export type Callers = readonly Term[];
export interface Term {
  account?: string;
  organization?: string;
}

type Statement = Record<string, unknown>;
type Conditions = Record<string, Record<string, unknown>>;

const rootOf = (account: string) => `arn:aws:iam::${account}:root`;

/** Ways to say "of this account" in a condition. Every request tells its account. */
const OF_ACCOUNT: ((account: string) => Conditions)[] = [
  id => ({ StringEquals: { 'aws:PrincipalAccount': id } }),
  id => ({ StringEquals: { 'kms:CallerAccount': [id] } }),
  id => ({ StringLike: { 'AWS:PrincipalAccount': id } }),
  id => ({ StringEqualsIgnoreCase: { 'aws:PrincipalAccount': id } }),
  id => ({ StringEqualsIfExists: { 'aws:PrincipalAccount': id } }),
  id => ({ 'ForAnyValue:StringEquals': { 'kms:CallerAccount': id } }),
  id => ({ 'ForAllValues:StringEquals': { 'aws:PrincipalAccount': id } }),
  id => ({
    ArnLike: {
      'aws:PrincipalArn': [`arn:aws:iam::${id}:*`, `arn:aws:sts::${id}:*`],
    },
  }),
  id => ({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:*::${id}:*` } }),
];

/** Ways to say "of this organisation". Not every principal is in one. */
const OF_ORGANIZATION: ((id: string) => Conditions)[] = [
  id => ({ StringEquals: { 'aws:PrincipalOrgID': id } }),
  id => ({ StringLike: { 'aws:principalorgid': id } }),
  id => ({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${id}/*` } }),
  id => ({
    StringEqualsIfExists: { 'aws:PrincipalOrgID': id },
    Null: { 'aws:PrincipalOrgID': 'false' },
  }),
  id => ({
    'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': id },
    Null: { 'aws:PrincipalOrgID': false },
  }),
];

const ANYONE: Statement[] = [
  { Principal: '*' },
  { Principal: { AWS: '*' } },
  { Principal: { AWS: ['*'] } },
  { NotPrincipal: { AWS: 'AIDAEXAMPLEEXAMPLE123' } },
  {
    Principal: '*',
    Condition: { StringLike: { 'aws:PrincipalAccount': '*' } },
  },
  {
    Principal: '*',
    Condition: { Null: { 'kms:CallerAccount': 'false' } },
  },
];

function merged(...all: Conditions[]): Conditions {
  const result: Conditions = {};
  for (const conditions of all) {
    for (const [operator, keys] of Object.entries(conditions)) {
      result[operator] = { ...result[operator], ...keys };
    }
  }
  return result;
}

const oneOf = <T>(ways: readonly T[]) => fc.constantFrom(...ways);

function withConditions(conditions: Conditions[]): Statement {
  return conditions.length > 0 ? { Condition: merged(...conditions) } : {};
}

const principals = (account: string): Statement[] => [
  { Principal: { AWS: account } },
  { Principal: { AWS: rootOf(account) } },
  { Principal: { AWS: [account, rootOf(account)] } },
];

/** The statements of an Allow that admits one term, without effect, action and resource. */
function term({ account, organization }: Term): fc.Arbitrary<Statement> {
  const organizations: fc.Arbitrary<Conditions[]> = organization
    ? oneOf(OF_ORGANIZATION).map(way => [way(organization)])
    : fc.constant([]);
  if (!account) {
    return organizations.chain(conditions =>
      conditions.length > 0
        ? fc.constant({ Principal: '*', ...withConditions(conditions) })
        : oneOf(ANYONE),
    );
  }
  const byPrincipal = fc
    .tuple(oneOf(principals(account)), organizations)
    .map(([who, conditions]) => ({ ...who, ...withConditions(conditions) }));
  const byCondition = fc
    .tuple(oneOf(OF_ACCOUNT), organizations)
    .map(([way, conditions]) => ({
      Principal: '*',
      ...withConditions([way(account), ...conditions]),
    }));
  const byBoth = fc.tuple(byPrincipal, oneOf(OF_ACCOUNT)).map(([who, way]) => ({
    ...who,
    Condition: merged(
      ('Condition' in who ? who.Condition : {}) as Conditions,
      way(account),
    ),
  }));
  return fc.oneof(byPrincipal, byCondition, byBoth);
}

const effect = (Effect: 'Allow' | 'Deny', statement: Statement): Statement => ({
  Effect,
  Action: 'kms:*',
  Resource: '*',
  ...statement,
});

/** One Allow, or more, for each term. */
function bySeveralStatements(callers: Callers): fc.Arbitrary<Statement[]> {
  return fc
    .tuple(...callers.map(term))
    .map(parts => parts.map(part => effect('Allow', part)));
}

/** Everybody, but for a Deny to all whom the set does not hold. */
function byFence(callers: Callers): fc.Arbitrary<Statement[]> {
  const accounts = callers.flatMap(({ account }) => account ?? []);
  const organizations = callers.flatMap(
    ({ organization }) => organization ?? [],
  );
  const conditions = (suffix: string): Conditions =>
    merged(
      ...(accounts.length > 0
        ? [
            {
              [`StringNotEquals${suffix}`]: {
                'aws:PrincipalAccount': accounts,
              },
            },
          ]
        : []),
      ...(organizations.length > 0
        ? [
            {
              [`StringNotLike${suffix}`]: {
                'aws:PrincipalOrgID': organizations,
              },
            },
          ]
        : []),
    );
  const asConditions = fc
    .tuple(fc.constantFrom('', 'IfExists'), fc.boolean())
    .map(([suffix, services]) => ({
      Principal: '*',
      Condition: services
        ? merged(conditions(suffix), {
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          })
        : conditions(suffix),
    }));
  const asNotPrincipal = fc.constant({
    NotPrincipal: { AWS: accounts.map(rootOf) },
  });
  return fc
    .tuple(
      oneOf(ANYONE),
      organizations.length > 0
        ? asConditions
        : fc.oneof<fc.Arbitrary<Statement>[]>(asConditions, asNotPrincipal),
    )
    .map(([who, but]) => [effect('Allow', who), effect('Deny', but)]);
}

/** Everybody of several accounts, but for a Deny to one too many. */
function byDeny(callers: Callers, other: string): fc.Arbitrary<Statement[]> {
  const ways = fc.oneof(
    oneOf(principals(other)),
    oneOf(OF_ACCOUNT.slice(0, 8)).map(way => ({
      Principal: '*',
      Condition: way(other),
    })),
  );
  return fc
    .tuple(bySeveralStatements([...callers, { account: other }]), ways)
    .map(([allows, way]) => [...allows, effect('Deny', way)]);
}

/** A policy that admits these callers and no others, written in any way. */
export function aSpellingOf(callers: Callers): fc.Arbitrary<Statement[]> {
  // A fence is an intersection of what each term leaves out, so it can't say "an account within an organisation".
  const isUnion = callers.every(
    ({ account, organization }) => !account !== !organization,
  );
  const isEverybody = callers.some(
    ({ account, organization }) => !account && !organization,
  );
  const ways = [bySeveralStatements(callers)];
  if (isUnion && callers.length > 0) ways.push(byFence(callers));
  if (!isEverybody && callers.every(({ organization }) => !organization)) {
    ways.push(byDeny(callers, '123412341234'));
  }
  return fc
    .oneof(...ways)
    .chain(statements =>
      fc.shuffledSubarray(statements, { minLength: statements.length }),
    );
}
