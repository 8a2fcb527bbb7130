import { Entity } from '@backstage/catalog-model';
import {
  assessMemory,
  keyToEntity,
  memoryToEntity,
  resolveOwner,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import { ProviderConfig } from '../config/readProviderConfigs';
import { keyArnNamedBy, StoredKey, StoredMemory } from '../store/rows';

/** What entities are made with besides stored facts. */
export interface EntitySettings {
  rules: RuleSettings;
  /** ISO 8601 day, UTC. */
  today: string;
}

/** A verdict is as old as the oldest fact that it rests on. */
function earliest(...instants: (string | undefined)[]): string | undefined {
  return instants.filter(instant => instant !== undefined).sort()[0];
}

function ownerRules(config: ProviderConfig, accountId: string) {
  return {
    ...config.owners,
    accountOwner: config.accounts.find(
      account => account.accountId === accountId,
    )?.owner,
  };
}

/** The entity of a memory: what is known of it and of its key, its owner and verdict. */
export function toMemoryEntity(
  { facts: memory, providerId: _, unansweredSince, ...place }: StoredMemory,
  storedKey: StoredKey | undefined,
  config: ProviderConfig,
  { rules, today }: EntitySettings,
): Entity {
  const { accountId, region } = place;
  const named = keyArnNamedBy(memory);
  // The rules ask about the key as the memory names it, which may be an alias.
  const key = storedKey &&
    named !== undefined && { ...storedKey.facts, arn: named };
  return memoryToEntity({
    scope: { providerId: config.id, accountId, region },
    memory,
    key: key || undefined,
    dependsOnKey: config.kmsKeys,
    assessment: assessMemory({ memory, key: key || undefined, today }, rules),
    owner: resolveOwner(memory.tags, ownerRules(config, accountId)),
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
    ownerRef: resolveOwner(key.tags, ownerRules(config, accountId)).ownerRef,
    staleSince: unansweredSince,
    policySummary: config.keyPolicySummary,
  });
}
