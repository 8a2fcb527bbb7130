import { Caller } from '../state/accounts';
import { KeyRecord } from './types';

interface Statement {
  Effect?: string;
  Principal?: string | Record<string, string | string[]>;
  Action?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

function toList<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function readStatements(policy: string): Statement[] {
  try {
    return toList<Statement>(JSON.parse(policy).Statement);
  } catch {
    return [];
  }
}

function namesCaller({ Principal }: Statement, { accountId }: Caller): boolean {
  const principals =
    typeof Principal === 'string' ? [Principal] : toList(Principal?.AWS);
  return principals.some(
    principal =>
      principal === '*' ||
      principal === accountId ||
      principal.split(':')[4] === accountId,
  );
}

function namesAction({ Action }: Statement, action: string): boolean {
  return toList(Action).some(pattern => {
    const expression = pattern
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*');
    return new RegExp(`^${expression}$`, 'i').test(action);
  });
}

// The only supported condition; statements with any other are ignored.
function conditionHolds(
  { Condition }: Statement,
  { accountId }: Caller,
): boolean {
  return Object.entries(Condition ?? {}).every(
    ([operator, keys]) =>
      operator === 'StringEquals' &&
      Object.entries(keys).every(
        ([key, values]) =>
          key === 'kms:CallerAccount' && toList(values).includes(accountId),
      ),
  );
}

/** Whether an Allow statement of a key policy grants an action to a caller's account, a principal in it, or `*`. */
export function policyAllows(
  policy: string,
  caller: Caller,
  action: string,
): boolean {
  return readStatements(policy).some(
    statement =>
      statement.Effect === 'Allow' &&
      namesCaller(statement, caller) &&
      namesAction(statement, action) &&
      conditionHolds(statement, caller),
  );
}

/**
 * Whether a caller may perform an action on a key.
 *
 * @remarks
 * Callers of the key's own account may perform every action. Callers of other accounts may perform the actions that the key
 * policy grants them. Deny statements, grants and IAM policies are ignored.
 */
export function mayUseKey(
  key: KeyRecord,
  caller: Caller,
  action: string,
): boolean {
  return (
    key.accountId === caller.accountId ||
    policyAllows(key.policy, caller, action)
  );
}
