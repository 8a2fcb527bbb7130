import {
  parseKeyArn,
  TargetKey,
} from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../api';
import { Translate } from '../translation';
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
export function aliasProblem(t: Translate, alias: string): string | undefined {
  if (!/^alias\/./.test(alias)) return t('create.key.aliasPrefix');
  if (alias.startsWith('alias/aws/')) {
    return t('create.key.aliasOfAws');
  }
  if (!/^[a-zA-Z0-9/_-]+$/.test(alias)) {
    return t('create.key.aliasLetters');
  }
  return alias.length > MAX_ALIAS
    ? t('create.key.aliasLength', { number: String(MAX_ALIAS) })
    : undefined;
}

/** What is wrong with the ARN of a key, as far as that can be told without asking AWS. */
export function arnProblem(
  t: Translate,
  arn: string,
  place: TargetPlace | undefined,
): string | undefined {
  const parsed = parseKeyArn(arn);
  if (!parsed) return t('create.key.notArn');
  return place && parsed.region !== place.region
    ? t('create.key.elsewhere', {
        region: parsed.region,
        wanted: place.region,
      })
    : undefined;
}

/** What is wrong with the chosen key. */
export function keyProblem(
  t: Translate,
  { encryptionKeyArn, newKeyAlias }: KeyChoice,
  place: TargetPlace | undefined,
): string | undefined {
  if (encryptionKeyArn && newKeyAlias) return t('create.key.oneNotTwo');
  if (encryptionKeyArn) return arnProblem(t, encryptionKeyArn, place);
  return newKeyAlias ? aliasProblem(t, newKeyAlias) : t('create.key.choose');
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
export function targetKeyName(t: Translate, { aliases }: TargetKey): string {
  return aliases[0] ?? t('keys.withoutAlias');
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
