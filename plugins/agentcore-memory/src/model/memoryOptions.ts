import {
  MemoryEntity,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';
import { MemoryChoice } from './creationForm';
import { memoryQuery } from './memoryQuery';
import { shownOwner } from './ownerSource';

/** Which memories a form offers, if not all. */
export type OfferedMemories = 'unencrypted';

/** A memory as a form offers it. */
export interface MemoryOption extends MemoryChoice {
  memoryArn: string;
  /** What people call it. */
  title: string;
  /** Where it is. */
  place: string;
  /** Left out: the catalog does not show it. */
  memory?: MemoryEntity;
}

/** A memory of the catalog. */
export function toOption(memory: MemoryEntity): MemoryOption {
  const { arn, title, scope } = memory;
  const owner = shownOwner(memory);
  return {
    memoryArn: arn,
    ...(owner && { owner }),
    title,
    place: `${scope.accountId} · ${scope.region}`,
    memory,
  };
}

/** A memory that a link named, and that the catalog does not show, or not yet. */
export function optionOfArn(memoryArn: string): MemoryOption {
  const parts = parseMemoryArn(memoryArn);
  return {
    memoryArn,
    title: parts?.memoryId ?? memoryArn,
    place: parts ? `${parts.accountId} · ${parts.region}` : '',
  };
}

/** The request to the catalog for the memories that a form offers. */
export function optionsQuery(
  offered: OfferedMemories | undefined,
  text: string,
): ReturnType<typeof memoryQuery> {
  const q = text.trim() || undefined;
  return memoryQuery(
    offered === 'unencrypted' ? { q, rule: 'customer-managed-key' } : { q },
  );
}

/** The memories of an answer that the form can work with: of the unencrypted, those that were not replaced yet. */
export function offeredOf(
  offered: OfferedMemories | undefined,
  memories: readonly MemoryEntity[],
): MemoryOption[] {
  return memories
    .filter(({ replacedBy }) => offered !== 'unencrypted' || !replacedBy)
    .map(toOption);
}
