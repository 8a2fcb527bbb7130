import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  entityToMemoryFacts,
  keepUnansweredMemory,
  MemoryFacts,
  Observed,
  RuleSettings,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyReading,
  ListedMemory,
  MemoryInventory,
  ProviderConfig,
  TagQuestion,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import type { CatalogReader } from './CatalogReader';
import { arnOf, dependsOn, isStale, memoryRefOf } from './entityFields';
import { BookedKey, KeyBook, keyRefOf } from './KeyBook';
import { keyArnNamedBy, recordMemory } from './recordMemory';

/** Calls of one scope under way at the same time; the budget of calls decides how fast they follow. */
const CALLS_AT_ONCE = 16;

/** The Tagging API is eventually consistent; nobody says how eventually. This is plenty. */
const SETTLED_AFTER_MS = 24 * 60 * 60 * 1000;

type Tags = Observed<Record<string, string>>;

/** What a complete listing of a scope changes in the catalog. */
export interface ScopeReading {
  /** All memories that exist. */
  memories: Entity[];
  /** Refs of memories that the catalog has and AWS no longer shows. */
  goneRefs: string[];
  /** ARNs of all memories that exist, sorted. */
  listing: string[];
  /** Why further ones exist that are not understood: any of those that are gone may be among them. */
  notUnderstood: string[];
}

/** What is needed to read a scope. */
export interface ScopeReadingOptions {
  config: ProviderConfig;
  rules: RuleSettings;
  scope: Scope;
  inventory: MemoryInventory;
  keys: KeyBook;
  catalog: Pick<CatalogReader, 'byRefs'>;
  /** What the catalog held of the scope before AWS was asked. */
  known: Entity[];
  /** ISO 8601. */
  now: string;
  signal?: AbortSignal;
}

/** A memory on its way into the catalog. */
interface Draft {
  listed: ListedMemory;
  previous?: { entity: Entity; facts?: MemoryFacts };
  details: MemoryFacts['details'];
  /** Of the key that it names. */
  reading?: KeyReading;
}

/**
 * Whether the details of an earlier scan still hold. A memory's key and settings change by updates only, and
 * those move `updatedAt`; where something was not answered, nothing is taken for granted.
 */
function stillHolds({
  listed,
  previous,
}: Pick<Draft, 'listed' | 'previous'>): boolean {
  const facts = previous?.facts;
  return (
    facts?.details.state === 'known' &&
    facts.updatedAt === listed.updatedAt &&
    facts.status === listed.status &&
    !isStale(previous!.entity)
  );
}

/** The facts of a memory but for its tags: nobody asks for a key by what was not answered. */
function knownDetails({ listed, previous, details }: Draft): MemoryFacts {
  const tags = { state: 'failed', reason: 'not read yet' } as const;
  return keepUnansweredMemory(previous?.facts, { ...listed, details, tags });
}

/**
 * What the catalog knows of the listed memories, also of those that came into it after it was asked for the
 * scope, or with another provider.
 */
async function knownOf(
  listed: readonly ListedMemory[],
  { known, catalog }: ScopeReadingOptions,
): Promise<Entity[]> {
  const arns = new Set(known.map(arnOf));
  const refs = listed
    .filter(({ arn }) => !arns.has(arn))
    .map(memory => memoryRefOf(memory));
  return refs.length === 0
    ? known
    : [...known, ...(await catalog.byRefs(refs))];
}

/** Reads what is new of each listed memory; its key as soon as it is known which one that is. */
async function draftMemories(
  listed: readonly ListedMemory[],
  options: ScopeReadingOptions,
): Promise<Draft[]> {
  const { scope, inventory, keys, signal } = options;
  const previous = new Map(
    (await knownOf(listed, options)).map(entity => [
      arnOf(entity),
      { entity, facts: entityToMemoryFacts(entity) },
    ]),
  );
  const limitMemories = limiterFactory(CALLS_AT_ONCE);
  const limitKeys = limiterFactory(CALLS_AT_ONCE);
  const readings = new Map<string, Promise<KeyReading>>();
  const readKey = (arn: string) => {
    const reading =
      readings.get(arn) ?? limitKeys(() => keys.read(arn, scope.accountId));
    readings.set(arn, reading);
    return reading;
  };
  const drafts = await Promise.all(
    listed.map(async (memory): Promise<Draft> => {
      const before = { listed: memory, previous: previous.get(memory.arn) };
      const details = stillHolds(before)
        ? before.previous!.facts!.details
        : await limitMemories(() => inventory.readDetails(memory, { signal }));
      const draft = { ...before, details };
      const arn = keyArnNamedBy(knownDetails(draft));
      return arn ? { ...draft, reading: await readKey(arn) } : draft;
    }),
  );
  // Listed, but gone when asked for: deleted in between.
  return drafts.filter(({ details }) => details.state !== 'missing');
}

/** What earlier runs knew of the keys of these memories. */
async function recallKeys(drafts: Draft[], keys: KeyBook): Promise<void> {
  const refs = drafts.flatMap(({ reading, previous }) => {
    if (!reading) return [];
    const named = keyRefOf(reading);
    return [
      ...(named ? [named] : []),
      // Of an alias only the memory's own entity tells which key it stood for.
      ...(previous ? dependsOn(previous.entity) : []),
    ];
  });
  await keys.recall(refs);
}

function isHere({ place }: KeyReading, scope: Scope): boolean {
  return place.accountId === scope.accountId && place.region === scope.region;
}

/** Whether something exists for so long that everything of AWS knows of it. */
function isSettled(createdAt: string | undefined, now: string): boolean {
  return (
    createdAt !== undefined &&
    Date.parse(now) - Date.parse(createdAt) > SETTLED_AFTER_MS
  );
}

/** The tags of all memories, and of all keys whose account may be asked for them. */
async function readTags(
  drafts: Draft[],
  { keys, scope, inventory, now, signal }: ScopeReadingOptions,
): Promise<Map<string, Tags>> {
  const here: TagQuestion[] = drafts.map(({ listed, previous }) => ({
    arn: listed.arn,
    previous: previous?.facts?.tags,
    settled: isSettled(listed.createdAt, now),
  }));
  const elsewhere: { reading: KeyReading; question: TagQuestion }[] = [];
  const asked = new Set<string>();
  for (const { reading } of drafts) {
    if (reading?.metadata.state !== 'known') continue;
    const { value: metadata } = reading.metadata;
    const { arn } = metadata;
    const { thisRun, previous } = keys.tagsOf(reading);
    if (!reading.own || thisRun || asked.has(arn)) continue;
    asked.add(arn);
    const settled = isSettled(metadata.createdAt, now);
    const question = { arn, previous, settled };
    if (isHere(reading, scope)) here.push(question);
    else elsewhere.push({ reading, question });
  }
  const limit = limiterFactory(CALLS_AT_ONCE);
  const answers = await Promise.all([
    inventory.readTags(scope, here, { signal }),
    ...elsewhere.map(({ reading, question }) =>
      limit(() => inventory.readTags(reading.place, [question], { signal })),
    ),
  ]);
  return new Map(answers.flatMap(map => [...map]));
}

function tagsOfKey(
  reading: KeyReading,
  tags: ReadonlyMap<string, Tags>,
  keys: KeyBook,
): Tags {
  const { metadata } = reading;
  // Nobody asks for the tags of what was not found or not shown.
  if (metadata.state !== 'known') return metadata;
  if (!reading.own) {
    return {
      state: 'denied',
      reason: 'kms:ListResourceTags: key of another account',
    };
  }
  return (
    keys.tagsOf(reading).thisRun ??
    tags.get(metadata.value.arn) ?? { state: 'failed', reason: 'not read' }
  );
}

/**
 * Reads every memory of a scope, or rejects: a scope that cannot be listed says nothing of what is gone.
 *
 * Asks only for what is new or changed: the catalog holds the rest.
 */
export async function readScope(
  options: ScopeReadingOptions,
): Promise<ScopeReading> {
  const { inventory, scope, keys, known, signal } = options;
  const { memories: allListed, notUnderstood } = await inventory.listMemories(
    scope,
    { signal },
  );
  const drafts = await draftMemories(allListed, options);
  await recallKeys(drafts, keys);
  const tags = await readTags(drafts, options);
  signal?.throwIfAborted();

  const memories = drafts.map(({ listed, previous, details, reading }) => {
    const answer: MemoryFacts = {
      ...listed,
      details,
      tags: tags.get(listed.arn) ?? { state: 'failed', reason: 'not read' },
    };
    const memory = keepUnansweredMemory(previous?.facts, answer);
    const [hint] = previous ? dependsOn(previous.entity) : [];
    const key: BookedKey | undefined =
      reading && keys.book(reading, tagsOfKey(reading, tags, keys), hint);
    return recordMemory({
      ...options,
      memory,
      key,
      unanswered:
        answer.details.state === 'failed' || answer.tags.state === 'failed',
      previous: previous?.entity,
    });
  });
  const listing = drafts.map(({ listed }) => listed.arn).sort();
  const stillThere = new Set<string | undefined>(listing);
  return {
    memories,
    listing,
    notUnderstood,
    goneRefs: known
      .filter(entity => !stillThere.has(arnOf(entity)))
      .map(stringifyEntityRef),
  };
}
