import { Entity } from '@backstage/catalog-model';
import {
  assessMemory,
  keyArnNamedBy,
  KeyFacts,
  keyToEntity,
  memoryToEntity,
  parseKeyArn,
  resolveOwner,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  ownerRulesFor,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { StoredKey, StoredMemory } from '../store/rows';

/** What entities are made with besides stored facts. */
export interface EntitySettings {
  rules: RuleSettings;
  /** ISO 8601 day, UTC. */
  today: string;
  /** See `assessedWith`. */
  assessedWith: string;
}

/** A verdict is as old as the oldest fact that it rests on. */
function earliest(...instants: (string | undefined)[]): string | undefined {
  return instants.filter(instant => instant !== undefined).sort()[0];
}

/** The key as the memory names it, which may be an alias. */
function keyNamed(arn: string, stored: StoredKey | undefined): KeyFacts {
  if (stored) return { ...stored.facts, arn };
  const reason = parseKeyArn(arn) ? 'not read yet' : 'not the ARN of a key';
  const unread = { state: 'failed', reason } as const;
  return {
    arn,
    metadata: unread,
    rotation: unread,
    policy: unread,
    aliases: unread,
    tags: unread,
  };
}

/** The entity of a memory: what is known of it and of its key, its owner and verdict. */
export function toMemoryEntity(
  { facts: memory, providerId: _, unansweredSince, ...place }: StoredMemory,
  storedKey: StoredKey | undefined,
  config: ProviderConfig,
  { rules, today, assessedWith }: EntitySettings,
): Entity {
  const { accountId, region } = place;
  const named = keyArnNamedBy(memory);
  const key = named === undefined ? undefined : keyNamed(named, storedKey);
  return memoryToEntity({
    scope: { providerId: config.id, accountId, region },
    memory,
    key,
    dependsOnKey: config.kmsKeys,
    assessment: assessMemory({ memory, key, today }, rules),
    assessedWith,
    owner: resolveOwner(
      memory.tags,
      ownerRulesFor(config, accountId),
      memory.managerTags,
    ),
    staleSince: earliest(unansweredSince, storedKey?.unansweredSince),
  });
}

/** The entity of a key; `undefined` where it is not known which key it is. */
export function toKeyEntity(
  { facts: key, unansweredSince }: StoredKey,
  config: ProviderConfig,
): Entity | undefined {
  const accountId =
    key.metadata.state === 'known' ? key.metadata.value.accountId : '';
  return keyToEntity({
    providerId: config.id,
    key,
    ownerRef: resolveOwner(key.tags, ownerRulesFor(config, accountId)).ownerRef,
    staleSince: unansweredSince,
    policySummary: config.keyPolicySummary,
  });
}
