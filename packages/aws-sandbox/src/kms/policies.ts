import { Operation } from '../http/operation';
import { Caller } from '../state/accounts';
import { kmsError, readInput } from './errors';
import { findKey, requireCustomerKey } from './findKey';
import { policyAllows } from './mayUseKey';

/** Throws MalformedPolicyDocumentException unless the text is JSON with statements. */
export function requirePolicy(policy: string): void {
  let statements: unknown;
  try {
    statements = JSON.parse(policy)?.Statement;
  } catch {
    statements = undefined;
  }
  if (typeof statements !== 'object' || statements === null) {
    throw kmsError(
      'MalformedPolicyDocumentException',
      'The policy is not a JSON object with statements',
    );
  }
}

/**
 * Throws MalformedPolicyDocumentException where the caller could not change the policy again.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html, BypassPolicyLockoutSafetyCheck
 */
export function requireNoLockout(policy: string, caller: Caller): void {
  if (!policyAllows(policy, caller, 'kms:PutKeyPolicy')) {
    throw kmsError(
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    );
  }
}

function requireDefaultName(name: string | undefined): void {
  if (name !== undefined && name !== 'default') {
    throw kmsError('NotFoundException', `No such policy exists: ${name}`);
  }
}

/** GetKeyPolicy: of the caller's own account only. */
export const getKeyPolicy: Operation = context => {
  const key = findKey(context, { action: 'kms:GetKeyPolicy' });
  requireDefaultName(readInput(context.input).string('PolicyName'));
  return { body: { Policy: key.policy, PolicyName: 'default' } };
};

/** PutKeyPolicy: of the caller's own account only. */
export const putKeyPolicy: Operation = context => {
  const key = findKey(context, { action: 'kms:PutKeyPolicy' });
  requireCustomerKey(key, 'kms:PutKeyPolicy');
  const reader = readInput(context.input);
  requireDefaultName(reader.string('PolicyName'));
  const policy = reader.requiredString('Policy', { min: 1, max: 131_072 });
  requirePolicy(policy);
  if (!reader.flag('BypassPolicyLockoutSafetyCheck')) {
    requireNoLockout(policy, context.caller);
  }
  key.policy = policy;
  return {};
};
