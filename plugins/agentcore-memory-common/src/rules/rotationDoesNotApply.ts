import { KeyDetails } from '../facts';

/**
 * Why automatic rotation does not exist for a key, or `undefined` if it does.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 * @public
 */
export function rotationDoesNotApply(key: KeyDetails): string | undefined {
  if (key.manager === 'AWS') return 'AWS manages and rotates the key.';
  if (key.state === 'PendingDeletion' || key.state === 'PendingReplicaDeletion')
    return 'The key is about to be deleted; AWS then reports rotation as off.';
  if (key.origin === 'EXTERNAL')
    return 'Keys with imported material are not rotated automatically.';
  if (key.origin === 'AWS_CLOUDHSM' || key.origin === 'EXTERNAL_KEY_STORE')
    return 'Keys in a custom key store are not rotated automatically.';
  if (/^(RSA|ECC|HMAC|ML)_|^SM2$/.test(key.spec))
    return 'Only symmetric encryption keys are rotated automatically.';
  return undefined;
}
