import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_ARN,
  RuleSettings,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import { KeyBook } from './KeyBook';
import { recordMemory } from './recordMemory';

/** Memories of one scope read at the same time; two calls each, below the quotas of 50 and 20 a second. */
const MEMORIES_AT_ONCE = 4;

/** What a complete listing of a scope changes in the catalog. */
export interface ScopeReading {
  /** All memories that exist. */
  memories: Entity[];
  /** Refs of memories that the catalog has and AWS no longer shows. */
  goneRefs: string[];
}

/**
 * Reads every memory of a scope, or rejects: a scope that cannot be listed says nothing of what is gone.
 *
 * @param known - what the catalog held of the scope before AWS was asked
 */
export async function readScope(options: {
  config: ProviderConfig;
  scope: Scope;
  inventory: MemoryInventory;
  keys: KeyBook;
  rules: RuleSettings;
  known: Entity[];
  /** ISO 8601. */
  now: string;
  signal?: AbortSignal;
}): Promise<ScopeReading> {
  const { scope, inventory, known, signal, ...rest } = options;
  const listed = await inventory.listMemories(scope, { signal });
  const previous = new Map(known.map(entity => [arnOf(entity), entity]));
  const limit = limiterFactory(MEMORIES_AT_ONCE);
  const read = await Promise.all(
    listed.map(memory =>
      limit(async () => {
        const answer = await inventory.readMemory(memory, { signal });
        // Listed, but gone when asked for: deleted in between.
        if (answer.details.state === 'missing') return undefined;
        return recordMemory({
          ...rest,
          scope,
          answer,
          previous: previous.get(memory.arn),
        });
      }),
    ),
  );
  const memories = read.filter(entity => entity !== undefined);
  const stillThere = new Set(memories.map(arnOf));
  return {
    memories,
    goneRefs: known
      .filter(entity => !stillThere.has(arnOf(entity)))
      .map(stringifyEntityRef),
  };
}

/** The ARN of a memory's entity. */
export function arnOf({ metadata }: Entity): string | undefined {
  return metadata.annotations?.[ANNOTATION_ARN];
}
