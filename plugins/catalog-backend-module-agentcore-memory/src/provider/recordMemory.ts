import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_STALE_SINCE,
  assessMemory,
  MemoryFacts,
  memoryToEntity,
  resolveOwner,
  RuleSettings,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { ProviderConfig } from 'backstage-plugin-agentcore-memory-node';
import { BookedKey } from './KeyBook';

/** The ARN of the key that a memory names, as far as it is known. */
export function keyArnNamedBy({ details }: MemoryFacts): string | undefined {
  return details.state === 'known' &&
    details.value.encryptionKeyArn.state === 'known'
    ? details.value.encryptionKeyArn.value
    : undefined;
}

/** A verdict is as old as the oldest fact that it rests on. */
function earliest(...instants: (string | undefined)[]): string | undefined {
  return instants.filter(instant => instant !== undefined).sort()[0];
}

/** The entity of a memory: what is known of it and of its key, its owner and verdict. */
export function recordMemory(options: {
  config: ProviderConfig;
  rules: RuleSettings;
  scope: Scope;
  memory: MemoryFacts;
  /** Whether AWS did not answer something about the memory itself. */
  unanswered: boolean;
  key: BookedKey | undefined;
  previous: Entity | undefined;
  /** ISO 8601. */
  now: string;
}): Entity {
  const { config, rules, scope, memory, key, previous, now } = options;
  return memoryToEntity({
    scope,
    memory,
    key: key?.facts,
    dependsOnKey: config.kmsKeys,
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
    staleSince: earliest(
      options.unanswered
        ? previous?.metadata.annotations?.[ANNOTATION_STALE_SINCE] ?? now
        : undefined,
      key?.staleSince,
    ),
  });
}
