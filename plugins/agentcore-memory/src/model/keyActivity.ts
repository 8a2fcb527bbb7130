import {
  KeyHistory,
  KeyPrincipal,
} from 'backstage-plugin-agentcore-memory-common';

/** What uses the material of a key; all else manages it, or asks about it. */
const CRYPTOGRAPHIC = /^(Decrypt|Encrypt|GenerateDataKey.*|ReEncrypt.*)$/;

function cryptographicFirst(operations: readonly string[]): string[] {
  const isUse = (operation: string) => CRYPTOGRAPHIC.test(operation);
  return [
    ...operations.filter(isUse),
    ...operations.filter(operation => !isUse(operation)),
  ];
}

/**
 * Those who tried to encrypt or decrypt first, then the others; among them who made the latest call. The operations of
 * each are in the same order.
 */
export function byUse(principals: readonly KeyPrincipal[]): KeyPrincipal[] {
  const rank = ({ operations: [first] }: KeyPrincipal) =>
    CRYPTOGRAPHIC.test(first) ? 0 : 1;
  return principals
    .map(principal => ({
      ...principal,
      operations: cryptographicFirst(principal.operations),
    }))
    .sort((a, b) => rank(a) - rank(b) || b.lastAt.localeCompare(a.lastAt));
}

/** What people know a principal by: the role and session, or the user, of an ARN; any other name as it is. */
export function shortName(name: string): string {
  return /^arn:(?:[^:]*:){4}(?:[^/]*\/)?(.+)$/.exec(name)?.[1] ?? name;
}

/** Whether AWS has told all calls that it keeps, so that who is not named made none. */
export function isWhole(
  history: Extract<KeyHistory, { status: 'read' }>,
): boolean {
  return history.incomplete === undefined && history.unreadable === 0;
}
