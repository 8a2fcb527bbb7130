import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_STALE_SINCE,
  assessMemory,
  entityToMemoryFacts,
  keepUnansweredMemory,
  MemoryFacts,
  memoryToEntity,
  resolveOwner,
  RuleSettings,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { ProviderConfig } from 'backstage-plugin-agentcore-memory-node';
import { KeyBook } from './KeyBook';

/**
 * The entity of a memory that was read again: what AWS answered, what was known before where nobody
 * answered, its key, owner and verdict.
 */
export async function recordMemory(options: {
  config: ProviderConfig;
  scope: Scope;
  answer: MemoryFacts;
  previous: Entity | undefined;
  keys: KeyBook;
  rules: RuleSettings;
  /** ISO 8601. */
  now: string;
}): Promise<Entity> {
  const { config, scope, answer, previous, keys, rules, now } = options;
  const memory = keepUnansweredMemory(
    previous && entityToMemoryFacts(previous),
    answer,
  );
  const keyArn =
    memory.details.state === 'known' &&
    memory.details.value.encryptionKeyArn.state === 'known'
      ? memory.details.value.encryptionKeyArn.value
      : undefined;
  const key = keyArn ? await keys.read(keyArn, memory.accountId) : undefined;
  const unanswered =
    answer.details.state === 'failed' || answer.tags.state === 'failed';
  return memoryToEntity({
    scope,
    memory,
    key: key?.facts,
    assessment: assessMemory(
      { memory, key: key?.facts, today: now.slice(0, 10) },
      rules,
    ),
    owner: resolveOwner(memory.tags, {
      ...config.owners,
      accountOwner: config.accounts.find(
        account => account.accountId === scope.accountId,
      )?.owner,
    }),
    staleSince:
      unanswered || key?.staleSince
        ? previous?.metadata.annotations?.[ANNOTATION_STALE_SINCE] ?? now
        : undefined,
  });
}
