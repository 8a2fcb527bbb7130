import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { TargetPlace } from '../api';

/** The key of a memory to be created: one that is there, or one to be made. @public */
export interface KeyChoice {
  /** ARN of a key or alias. */
  encryptionKeyArn?: string;
  /** Alias of a key to be made, with its `alias/` prefix. */
  newKeyAlias?: string;
}

/** What has been filled in. A link can fill in anything. */
export type FormData = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is FormData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What all pages of a form hold, as its fields are told. */
export function formDataOf(formContext: unknown): FormData {
  const formData = isObject(formContext) ? formContext.formData : undefined;
  return isObject(formData) ? formData : {};
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The full entity ref of the owner, once there is one. */
export function ownerOf({ owner }: FormData): string | undefined {
  const text = textOf(owner);
  if (!text) return undefined;
  try {
    const defaults = { defaultKind: 'Group', defaultNamespace: 'default' };
    return stringifyEntityRef(parseEntityRef(text, defaults));
  } catch {
    return undefined;
  }
}

/** What is chosen of account and region. */
export function partialPlace(value: unknown): Partial<TargetPlace> {
  if (!isObject(value)) return {};
  const accountId = textOf(value.accountId);
  const region = textOf(value.region);
  return { ...(accountId && { accountId }), ...(region && { region }) };
}

/** Account and region, once both are chosen. */
export function placeOf({ place }: FormData): TargetPlace | undefined {
  const { accountId, region } = partialPlace(place);
  return accountId && region ? { accountId, region } : undefined;
}

/** The key that is chosen, if any. */
export function keyOf(value: unknown): KeyChoice {
  if (!isObject(value)) return {};
  const encryptionKeyArn = textOf(value.encryptionKeyArn);
  const newKeyAlias = textOf(value.newKeyAlias);
  return {
    ...(encryptionKeyArn && { encryptionKeyArn }),
    ...(newKeyAlias && { newKeyAlias }),
  };
}
