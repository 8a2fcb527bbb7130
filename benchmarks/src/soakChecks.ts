import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  MEMORY_TYPE,
  MemoryEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsAdmin, AwsMemory } from './AwsAdmin';
import { BenchDatabases } from './BenchDatabases';

/** What AWS has: asked call by call, without any code of the plugins. */
export interface Truth {
  /** By ARN. */
  memories: ReadonlyMap<string, AwsMemory>;
  /** Keys by ARN, as KMS spells their states. */
  keys: ReadonlyMap<string, string>;
}

export async function readTruth(admins: readonly AwsAdmin[]): Promise<Truth> {
  const memories = new Map<string, AwsMemory>();
  const keys = new Map<string, string>();
  for (const admin of admins) {
    for (const memory of await admin.memories()) {
      memories.set(memory.arn, memory);
      const { keyArn } = memory;
      if (keyArn && !keys.has(keyArn)) {
        keys.set(keyArn, await admin.keyState(keyArn));
      }
    }
  }
  return { memories, keys };
}

/** The memories that the catalog shows, by ARN. */
export async function shownMemories(
  databases: BenchDatabases,
): Promise<Map<string, MemoryEntity>> {
  const rows: { final_entity: string }[] = await databases
    .of('catalog')('final_entities')
    .whereLike('entity_ref', 'resource:%')
    .whereNotNull('final_entity')
    .select('final_entity');
  const entities = rows.map(row => JSON.parse(row.final_entity) as Entity);
  return byArn(entities.filter(({ spec }) => spec?.type === MEMORY_TYPE));
}

/** Memories as their entities tell them. */
export function byArn(entities: Iterable<Entity>): Map<string, MemoryEntity> {
  const found = new Map<string, MemoryEntity>();
  for (const entity of entities) {
    const memory = readMemoryEntity(entity);
    if (!memory) throw new Error(`${stringifyEntityRef(entity)} is not ours`);
    found.set(memory.arn, memory);
  }
  return found;
}

/** What of a memory entity depends on AWS alone, and not on which provider made the entity, or when. */
function toldOf(memory: MemoryEntity): string {
  const { verdict, status, keyArn, keyRef, ownerRef, encryption } = memory;
  const outcomes = memory.findings.map(({ rule, outcome }) => [rule, outcome]);
  return JSON.stringify([
    ...[verdict, status, keyArn, keyRef, ownerRef, encryption],
    ...outcomes,
    memory.staleSince,
  ]);
}

/** How memories differ from what a provider makes of AWS that begins with nothing. */
export function compareEntities(
  expected: ReadonlyMap<string, MemoryEntity>,
  shown: ReadonlyMap<string, MemoryEntity>,
): string[] {
  const differences = [...expected].flatMap(([arn, memory]) => {
    const found = shown.get(arn);
    if (!found) return [`${arn} is not in the catalog`];
    const [is, should] = [toldOf(found), toldOf(memory)];
    return is === should ? [] : [`${arn} is ${is}, not ${should}`];
  });
  const left = [...shown.keys()].filter(arn => !expected.has(arn));
  return [...differences, ...left.map(arn => `${arn} is left in the catalog`)];
}

/** How memories differ from what AWS has: which there are, their keys, and whether those can be used. */
export function compareWithTruth(
  { memories, keys }: Truth,
  shown: ReadonlyMap<string, MemoryEntity>,
): string[] {
  const differences = [...memories].flatMap(([arn, { keyArn }]) => {
    const found = shown.get(arn);
    if (!found) return [`${arn} is not in the catalog`];
    if (found.keyArn !== keyArn) return [`${arn} has the key ${found.keyArn}`];
    const usable = found.findings.find(({ rule }) => rule === 'key-usable');
    const fails = usable?.outcome === 'fail';
    const isUnusable = keyArn !== undefined && keys.get(keyArn) !== 'Enabled';
    return fails === isUnusable
      ? []
      : [`${arn}: key-usable is ${usable?.outcome}`];
  });
  const left = [...shown.keys()].filter(arn => !memories.has(arn));
  return [...differences, ...left.map(arn => `${arn} is left in the catalog`)];
}

/** How the store differs from what AWS has, or is not at rest. */
export async function compareStore(
  { memories }: Truth,
  databases: BenchDatabases,
): Promise<string[]> {
  const rows = await databases.of('catalog')('agentcore_memory__memories');
  const differences = rows.flatMap(row => {
    const known = memories.get(row.arn);
    if (!known) return [`${row.arn} is left in the store`];
    const facts = JSON.parse(row.facts);
    const keyArn = facts.details?.value?.encryptionKeyArn?.value;
    if (keyArn !== known.keyArn) return [`${row.arn} has the key ${keyArn}`];
    return row.to_publish || row.missing_since || row.unanswered_since
      ? [`${row.arn} is not at rest in the store`]
      : [];
  });
  const stored = new Set(rows.map(({ arn }) => arn));
  const lost = [...memories.keys()].filter(arn => !stored.has(arn));
  return [...differences, ...lost.map(arn => `${arn} is not in the store`)];
}

interface Transition {
  id: string;
  kind: string;
  entity_ref: string;
  rule: string | null;
  from_outcome: string | null;
  to_outcome: string | null;
}

/** What history says last of each memory, where that is not what the catalog shows. */
export async function compareHistory(
  databases: BenchDatabases,
  shown: ReadonlyMap<string, MemoryEntity>,
): Promise<string[]> {
  const rows: { entity_ref: string; verdict: string }[] = await databases.of(
    'agentcore-memory',
  )('history_memories');
  const recorded = new Map(rows.map(row => [row.entity_ref, row.verdict]));
  const differences = [...shown.values()].flatMap(({ entityRef, verdict }) => {
    const last = recorded.get(entityRef);
    recorded.delete(entityRef);
    return last === verdict ? [] : [`${entityRef} was last ${last}`];
  });
  const left = [...recorded.keys()].map(ref => `${ref} is left in history`);
  return [...differences, ...left];
}

/** Transitions that do not begin where the last one of the same rule of the same memory ended. */
export async function brokenTransitions(
  databases: BenchDatabases,
): Promise<string[]> {
  const rows = await transitions(databases);
  const last = new Map<string, string>();
  return rows.flatMap(({ id, kind, entity_ref: ref, rule, ...row }) => {
    const name = `${ref} ${rule}`;
    const before = last.get(name);
    if (kind === 'gone' || kind === 'new') {
      last.delete(name);
      return [];
    }
    if (kind !== 'regressed' && kind !== 'resolved') return [];
    last.set(name, row.to_outcome!);
    return before === undefined || before === row.from_outcome
      ? []
      : [`transition ${id} of ${name} begins at ${row.from_outcome}`];
  });
}

/** Of memories whose key could not be used for long and can be again, those of which history lacks one of both. */
export async function lostTransitions(
  databases: BenchDatabases,
  watchedRefs: readonly string[],
): Promise<string[]> {
  const rows = (await transitions(databases)).filter(
    ({ rule }) => rule === 'key-usable',
  );
  return watchedRefs.filter(ref => {
    const own = rows.filter(({ entity_ref }) => entity_ref === ref);
    const begin = own.findIndex(
      ({ kind, to_outcome: to }) => kind === 'regressed' && to === 'fail',
    );
    return (
      begin === -1 ||
      !own.slice(begin).some(({ kind, from_outcome: from }) => {
        return kind === 'resolved' && from === 'fail';
      })
    );
  });
}

function transitions(databases: BenchDatabases): Promise<Transition[]> {
  return databases
    .of('agentcore-memory')('history_transitions')
    .orderBy('id')
    .then();
}

/** What owners were told. */
export interface ToldOwners {
  /** Notifications that users have. */
  shown: number;
  /** Those that a user has twice for one cause. */
  twice: number;
  /** Those that were sent again, and replaced the first. */
  again: number;
  /** Causes that are said to be sent, and of which no user has a notification. */
  lost: number;
  /** Causes that are not sent. */
  unsent: number;
  /** The watched keys with an owner to whom no notification was sent. */
  untold: string[];
}

/** @param expected - what owners have to have been told: the refs of a key and an owner */
export async function readTold(
  databases: BenchDatabases,
  expected: readonly { keyRef: string; owner: string }[],
): Promise<ToldOwners> {
  const shown: { user: string; scope: string; updated: Date | null }[] =
    await databases
      .of('notifications')('notification')
      .where('origin', 'plugin:agentcore-memory');
  const rows: { scope: string; cause: string; sent_at: string | null }[] =
    await databases.of('agentcore-memory')('notifications');
  const scopes = new Set(shown.map(({ scope }) => scope));
  const sent = rows.filter(row => row.sent_at !== null);
  const causes = sent.map(({ cause }) => JSON.parse(cause));
  return {
    shown: shown.length,
    twice:
      shown.length -
      new Set(shown.map(({ user, scope }) => `${user} ${scope}`)).size,
    again: shown.filter(({ updated }) => updated !== null).length,
    lost: sent.filter(({ scope }) => !scopes.has(scope)).length,
    unsent: rows.length - sent.length,
    untold: expected
      .filter(
        ({ keyRef, owner }) =>
          !causes.some(
            cause => cause.keyRef === keyRef && cause.owner === owner,
          ),
      )
      .map(({ keyRef, owner }) => `${owner} of ${keyRef}`),
  };
}
