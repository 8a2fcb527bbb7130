import {
  Finding,
  KeyEntity,
  MemoryEntity,
  parseKeyArn,
  RuleId,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';

/** The rules whose fix changes the key; that of the others changes the memory. */
const ABOUT_THE_KEY: readonly RuleId[] = [
  'key-usable',
  'key-rotation',
  'key-policy-service-access',
  'key-policy-exposure',
];

/**
 * Who can carry out the fix of a finding:
 * - `owner`: the owner of the memory, with the commands;
 * - `key-owner`: whoever owns the key, which is in another account than the memory;
 * - `manager`: the resource that manages the memory, by its ARN.
 */
export type WhoFixes =
  | { kind: 'owner' }
  | { kind: 'key-owner'; accountId: string; ownerRef?: string }
  | { kind: 'manager'; arn: string };

/** Who can carry out the fix of a finding on a memory. */
export function whoFixes(
  { rule }: Pick<Finding, 'rule'>,
  memory: Pick<MemoryEntity, 'scope' | 'keyArn' | 'managedBy'>,
  key: Pick<KeyEntity, 'scope' | 'ownerRef'> | undefined,
): WhoFixes {
  const { scope, keyArn, managedBy } = memory;
  if (!ABOUT_THE_KEY.includes(rule)) {
    return managedBy.state === 'known'
      ? { kind: 'manager', arn: managedBy.value }
      : { kind: 'owner' };
  }
  const accountId =
    key?.scope.accountId ?? (keyArn && parseKeyArn(keyArn)?.accountId);
  if (!accountId || accountId === scope.accountId) return { kind: 'owner' };
  return {
    kind: 'key-owner',
    accountId,
    ...(key && key.ownerRef !== UNOWNED && { ownerRef: key.ownerRef }),
  };
}
