import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { parseMemoryArn } from 'backstage-plugin-agentcore-memory-common';
import { TargetPlace } from '../api';

/** The key of a memory to be created: one that is there, or one to be made. @public */
export interface KeyChoice {
  /** ARN of a key or alias. */
  encryptionKeyArn?: string;
  /** Alias of a key to be made, with its `alias/` prefix. */
  newKeyAlias?: string;
}

/** A memory that exists. @public */
export interface MemoryChoice {
  /** ARN of the memory. */
  memoryArn?: string;
  /** Entity ref of its owner. */
  owner?: string;
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

/** The memory that is chosen, if any. */
export function memoryOf(value: unknown): MemoryChoice {
  if (!isObject(value)) return {};
  const memoryArn = textOf(value.memoryArn);
  const owner = textOf(value.owner);
  return { ...(memoryArn && { memoryArn }), ...(owner && { owner }) };
}

/** The full entity ref of the owner, once there is one: of what is to be created, or of the memory that is chosen. */
export function ownerOf({ owner, memory }: FormData): string | undefined {
  const text = textOf(owner) ?? memoryOf(memory).owner;
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

/** Account and region, once both are chosen; those of the memory, where one is. */
export function placeOf({ place, memory }: FormData): TargetPlace | undefined {
  const { memoryArn = '' } = memoryOf(memory);
  const { accountId, region } =
    parseMemoryArn(memoryArn) ?? partialPlace(place);
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
