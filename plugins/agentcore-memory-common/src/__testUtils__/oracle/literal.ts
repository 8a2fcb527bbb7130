/*
 * A second evaluator of key policies, naive on purpose and written without a look at the first: it knows no
 * undecidable, takes one concrete request and reads the policy word by word.
 */

/** One who asks. */
export interface Caller {
  /** Of the role, the user or the root user; a session is its role. Left out: an AWS service. */
  arn?: string;
  account?: string;
  service?: string;
  /** Whether the session comes from an identity provider. */
  federated?: boolean;
}

/** One request with all that it carries besides its action; a key that is not there is absent. */
export interface LiteralRequest {
  caller: Caller;
  context: Readonly<Record<string, string | string[]>>;
  /** Whether `NotPrincipal` excepts only the listed principals, and not every principal of a listed account. */
  strictNotPrincipal: boolean;
}

export type RawStatement = Record<string, any>; // the JSON of a policy, as its author wrote it

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map(String);

const patterns = new Map<string, RegExp>();

function toPattern(text: string, ignoreCase = false): RegExp {
  const id = `${ignoreCase}${text}`;
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const pattern =
    patterns.get(id) ?? new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  patterns.set(id, pattern);
  return pattern;
}

function arnLike(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const parts = (text: string) => {
    const all = text.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  };
  const actual = parts(arn);
  return parts(pattern).every((part, i) => toPattern(part).test(actual[i]));
}

const TESTS: Record<string, (expected: string, actual: string) => boolean> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: (expected, actual) =>
    expected.toLowerCase() === actual.toLowerCase(),
  StringLike: (expected, actual) => toPattern(expected).test(actual),
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  DateLessThan: (expected, actual) => new Date(actual) < new Date(expected),
  DateGreaterThan: (expected, actual) => new Date(actual) > new Date(expected),
  IpAddress: (expected, actual) =>
    actual.startsWith(expected.replace(/\.0\.0\.0\/8$/, '.')),
};

const NEGATED: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
};

function conditionHolds(
  written: string,
  key: string,
  expected: string[],
  context: LiteralRequest['context'],
): boolean {
  const name = Object.keys(context).find(
    found => found.toLowerCase() === key.toLowerCase(),
  );
  if (written === 'Null') {
    return expected.includes(name === undefined ? 'true' : 'false');
  }
  const set = /^(For\w+):/.exec(written)?.[1];
  const ifExists = written.endsWith('IfExists');
  const operator = written.replace(/^For\w+:/, '').replace(/IfExists$/, '');
  const isNegated = operator in NEGATED;
  if (name === undefined) {
    if (set) return set === 'ForAllValues' || ifExists;
    return ifExists || isNegated;
  }
  const test = TESTS[NEGATED[operator] ?? operator];
  const one = (actual: string) =>
    expected.some(value => test(value, actual)) !== isNegated;
  const actual = list(context[name]);
  return set === 'ForAllValues' ? actual.every(one) : actual.some(one);
}

function conditionsHold(
  statement: RawStatement,
  context: LiteralRequest['context'],
): boolean {
  return Object.entries(statement.Condition ?? {}).every(([written, keys]) =>
    Object.entries(keys as object).every(([key, expected]) =>
      conditionHolds(written, key, list(expected), context),
    ),
  );
}

/** Whether an entry means a caller: `account` as a part of an account, `itself` as that very principal. */
function means(
  type: string,
  entry: string,
  caller: Caller,
): 'account' | 'itself' | undefined {
  if (entry === '*') return 'itself';
  if (type === 'Service') {
    return entry === caller.service ? 'itself' : undefined;
  }
  if (caller.account === undefined) return undefined;
  if (type === 'Federated') return caller.federated ? 'itself' : undefined;
  if (entry === caller.account) return 'account';
  if (entry === `arn:aws:iam::${caller.account}:root`) return 'account';
  return entry === caller.arn ? 'itself' : undefined;
}

function principalMatches(
  statement: RawStatement,
  { caller, strictNotPrincipal }: LiteralRequest,
): boolean {
  const element = statement.Principal ?? statement.NotPrincipal;
  const entries = Object.entries(
    element === '*' ? { AWS: '*' } : element,
  ).flatMap(([type, values]) =>
    list(values).map(entry => means(type, entry, caller)),
  );
  if ('Principal' in statement) return entries.some(Boolean);
  const isExcepted =
    entries.includes('itself') ||
    (!strictNotPrincipal && entries.includes('account'));
  return !isExcepted;
}

function patternsMatch(
  statement: RawStatement,
  element: string,
  actual: string,
): boolean {
  if (`Not${element}` in statement) {
    return !list(statement[`Not${element}`]).some(pattern =>
      toPattern(pattern, element === 'Action').test(actual),
    );
  }
  return (
    element in statement &&
    list(statement[element]).some(pattern =>
      toPattern(pattern, element === 'Action').test(actual),
    )
  );
}

/** The statements that are about an action on a key. */
export function statementsAbout(
  statements: readonly RawStatement[],
  action: string,
  keyArn: string,
): RawStatement[] {
  return statements.filter(
    statement =>
      patternsMatch(statement, 'Action', action) &&
      patternsMatch(statement, 'Resource', keyArn),
  );
}

/** The Allow statements, of those about its action, through which a request gets in; none where a Deny shuts it out. */
export function lettingIn(
  statements: readonly RawStatement[],
  request: LiteralRequest,
): RawStatement[] {
  const applying = statements.filter(
    statement =>
      principalMatches(statement, request) &&
      conditionsHold(statement, request.context),
  );
  return applying.some(({ Effect }) => Effect === 'Deny') ? [] : applying;
}
