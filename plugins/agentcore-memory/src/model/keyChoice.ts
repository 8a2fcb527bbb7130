import {
  parseKeyArn,
  TargetKey,
} from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../api';
import { KeyChoice } from './creationForm';

const MAX_ALIAS = 256;

/** Where a key is to come from. */
export type KeySource = 'new' | 'listed' | 'arn';

/** The alias that a new key gets if nobody wants another. */
export function defaultAlias(memoryName: string | undefined): string {
  const name = (memoryName ?? 'memory').replace(/[^a-zA-Z0-9-]/g, '-');
  return `alias/agentcore/${name}`;
}

/** What is wrong with the alias of a new key. */
export function aliasProblem(alias: string): string | undefined {
  if (!/^alias\/./.test(alias)) return 'An alias begins with alias/';
  if (alias.startsWith('alias/aws/')) {
    return 'Aliases that begin with alias/aws/ belong to AWS';
  }
  if (!/^[a-zA-Z0-9/_-]+$/.test(alias)) {
    return 'An alias has letters, digits, slashes, underscores and hyphens only';
  }
  return alias.length > MAX_ALIAS
    ? `An alias has at most ${MAX_ALIAS} characters`
    : undefined;
}

/** What is wrong with the ARN of a key, as far as that can be told without asking AWS. */
export function arnProblem(
  arn: string,
  place: TargetPlace | undefined,
): string | undefined {
  const parsed = parseKeyArn(arn);
  if (!parsed) {
    return 'Not the ARN of a key or alias, such as arn:aws:kms:eu-central-1:111122223333:key/1234…';
  }
  return place && parsed.region !== place.region
    ? `The key is in ${parsed.region}, the memory is to be in ${place.region}: they must be in the same region`
    : undefined;
}

/** What is wrong with the chosen key. */
export function keyProblem(
  { encryptionKeyArn, newKeyAlias }: KeyChoice,
  place: TargetPlace | undefined,
): string | undefined {
  if (encryptionKeyArn && newKeyAlias) return 'Choose one key, not two';
  if (encryptionKeyArn) return arnProblem(encryptionKeyArn, place);
  return newKeyAlias ? aliasProblem(newKeyAlias) : 'Choose a key';
}

/** Where a choice comes from: an ARN that the list can't have was typed. */
export function sourceOf(
  { encryptionKeyArn }: KeyChoice,
  place: TargetPlace | undefined,
): KeySource {
  if (!encryptionKeyArn) return 'new';
  const parsed = parseKeyArn(encryptionKeyArn);
  const canBeListed =
    parsed?.resource.startsWith('key/') &&
    (!place || parsed.accountId === place.accountId);
  return canBeListed ? 'listed' : 'arn';
}

/** What people call a key: its first alias. */
export function targetKeyName({ aliases }: TargetKey): string {
  return aliases[0] ?? 'Key without an alias';
}

/** The id of a key in its ARN. */
export function targetKeyId({ arn }: TargetKey): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The keys of which an alias or the id has a text in it. */
export function filterKeys(
  keys: readonly TargetKey[],
  text: string,
): TargetKey[] {
  const wanted = text.trim().toLowerCase();
  return keys.filter(key =>
    [...key.aliases, targetKeyId(key)].some(name =>
      name.toLowerCase().includes(wanted),
    ),
  );
}
