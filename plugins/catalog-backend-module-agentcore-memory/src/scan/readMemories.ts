import {
  keepUnansweredMemory,
  keyArnNamedBy,
  keyArnOf,
  MemoryFacts,
  Observed,
  parseArn,
  parseKeyArn,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyReading,
  ListedMemory,
  MemoryInventory,
  TagQuestion,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import { FactStore } from '../store/FactStore';
import { KeyAnswer, MemoryAnswer } from '../store/mergeAnswers';
import { StoredMemory } from '../store/rows';
import { KeyCache } from './KeyCache';

/** Calls of one scope under way at the same time; the budget of calls decides how fast they follow. */
const CALLS_AT_ONCE = 16;

/** The Tagging API is eventually consistent; AWS does not document how soon. This is plenty. */
const SETTLED_AFTER_MS = 24 * 60 * 60 * 1000;

type Tags = Observed<Record<string, string>>;

/** What is needed to read memories of a scope. */
export interface ReadOptions {
  scope: Scope;
  inventory: MemoryInventory;
  store: Pick<FactStore, 'keys'>;
  keys: KeyCache;
  /** What is stored of the memories, by ARN. */
  previous: ReadonlyMap<string, StoredMemory>;
  /** ISO 8601: before AWS was asked for the listing. */
  askedAt: string;
  signal?: AbortSignal;
}

/** What AWS said about memories and the keys that they name. */
export interface Answers {
  memories: MemoryAnswer[];
  keys: KeyAnswer[];
}

/** A memory of which its details are read. */
interface Draft {
  listed: ListedMemory;
  details: MemoryFacts['details'];
  tags?: Tags;
}

const NOT_READ = { state: 'failed', reason: 'not read' } as const;

/**
 * Whether stored details still hold. A memory's key and settings change by updates only, and those move
 * `updatedAt`. Where AWS did not answer the last time, it is asked again.
 */
function stillHolds(
  listed: ListedMemory,
  previous: StoredMemory | undefined,
): previous is StoredMemory {
  return (
    previous?.facts.details.state === 'known' &&
    previous.isCurrent &&
    previous.facts.updatedAt === listed.updatedAt &&
    previous.facts.status === listed.status &&
    !previous.unansweredSince
  );
}

/**
 * Reads listed memories, their keys and tags. Asks only for what is new or changed: the store has the rest.
 * Memories that are gone when they are asked for are left out.
 */
export async function readMemories(
  listed: readonly ListedMemory[],
  options: ReadOptions,
): Promise<Answers> {
  const { inventory, previous, signal } = options;
  const limit = limiterFactory(CALLS_AT_ONCE);
  return readKeysAndTags(
    listed.map(async memory => {
      const before = previous.get(memory.arn);
      const details = stillHolds(memory, before)
        ? before.facts.details
        : await limit(() => inventory.readDetails(memory, { signal }));
      // Listed, but gone when asked for: deleted in between.
      return details.state === 'missing'
        ? undefined
        : { listed: memory, details };
    }),
    options,
  );
}

/** The same for one memory that was found by its ARN, and of which only the key is still to be read. */
export function readKeyOf(
  { details, tags, ...listed }: MemoryFacts,
  options: ReadOptions,
): Promise<Answers> {
  return readKeysAndTags([Promise.resolve({ listed, details, tags })], options);
}

/** Reads the key of each memory as soon as it is known which one that is, and then all tags in bulk. */
async function readKeysAndTags(
  drafting: readonly Promise<Draft | undefined>[],
  options: ReadOptions,
): Promise<Answers> {
  const { scope, keys, previous, signal, askedAt } = options;
  const limit = limiterFactory(CALLS_AT_ONCE);
  const readings = new Map<string, Promise<KeyReading>>();
  const readKey = (arn: string) => {
    const reading =
      readings.get(arn) ?? limit(() => keys.read(arn, scope.accountId));
    readings.set(arn, reading);
    return reading;
  };
  const found = await Promise.all(
    drafting.map(async promise => {
      const draft = await promise;
      if (!draft) return undefined;
      const before = previous.get(draft.listed.arn);
      const { listed, details } = draft;
      const named = keyArnNamedBy(
        keepUnansweredMemory(before?.facts, {
          ...listed,
          details,
          tags: NOT_READ,
        }),
      );
      // What is no ARN of a key cannot be asked for.
      const isKey = named !== undefined && parseKeyArn(named) !== undefined;
      return {
        ...draft,
        before,
        reading: isKey ? await readKey(named) : undefined,
      };
    }),
  );
  const drafts = found.filter(draft => draft !== undefined);
  const keyReadings = drafts.flatMap(({ reading }) => reading ?? []);
  const tags = await readTags(drafts, keyReadings, options);
  signal?.throwIfAborted();

  const answers: Answers = { memories: [], keys: [] };
  for (const draft of drafts) {
    const { listed, details, before, reading } = draft;
    const manager = managerOf(listed);
    // An alias that does not answer says nothing of the key that it stood for.
    const aliasUnanswered =
      reading?.metadata.state === 'failed' && !keyArnOf(reading);
    const isKept = aliasUnanswered && before?.keyArn !== undefined;
    const key = reading && !isKept ? keys.toAnswer(reading) : undefined;
    if (key) answers.keys.push(key);
    answers.memories.push({
      scope,
      facts: {
        ...listed,
        details,
        tags: draft.tags ?? tags.get(listed.arn) ?? NOT_READ,
        ...(manager && { managerTags: tags.get(manager) ?? NOT_READ }),
      },
      keyArn: key?.facts.arn,
      aliasUnanswered,
      askedAt,
    });
  }
  return answers;
}

/** What manages a memory and can be asked for its tags in the same place: a harness may say who the owner is. */
function managerOf(listed: ListedMemory): string | undefined {
  const { managedBy, accountId, region } = listed;
  if (managedBy.state !== 'known') return undefined;
  const parts = parseArn(managedBy.value);
  return parts?.service === 'bedrock-agentcore' &&
    parts.accountId === accountId &&
    parts.region === region
    ? managedBy.value
    : undefined;
}

/** Whether something has existed for so long that all of AWS knows of it. */
function isSettled(createdAt: string | undefined, now: string): boolean {
  return (
    createdAt !== undefined &&
    Date.parse(now) - Date.parse(createdAt) > SETTLED_AFTER_MS
  );
}

/** Reads the tags of all memories that lack them, and of all keys whose account may be asked for them. */
async function readTags(
  drafts: (Draft & { before?: StoredMemory })[],
  readings: readonly KeyReading[],
  { keys, store, scope, inventory, askedAt, signal }: ReadOptions,
): Promise<Map<string, Tags>> {
  const here: TagQuestion[] = drafts
    .filter(({ tags }) => !tags)
    .map(({ listed, before }) => ({
      arn: listed.arn,
      previous: before?.facts.tags,
      settled: isSettled(listed.createdAt, askedAt),
    }));
  for (const { listed, before } of drafts) {
    const arn = managerOf(listed);
    if (!arn || here.some(question => question.arn === arn)) continue;
    here.push({ arn, previous: before?.facts.managerTags });
  }
  const untagged = new Map(
    readings.flatMap(reading => {
      const arn = keys.untagged(reading);
      return arn ? [[arn, reading] as const] : [];
    }),
  );
  const stored = await store.keys([...untagged.keys()]);
  const elsewhere: { place: KeyReading['place']; question: TagQuestion }[] = [];
  for (const [arn, { place, metadata }] of untagged) {
    const createdAt =
      metadata.state === 'known' ? metadata.value.createdAt : undefined;
    const question = {
      arn,
      previous: stored.get(arn)?.facts.tags,
      settled: isSettled(createdAt, askedAt),
    };
    const isHere =
      place.accountId === scope.accountId && place.region === scope.region;
    if (isHere) here.push(question);
    else elsewhere.push({ place, question });
  }
  const limit = limiterFactory(CALLS_AT_ONCE);
  const answers = await Promise.all([
    inventory.readTags(scope, here, { signal }),
    ...elsewhere.map(({ place, question }) =>
      limit(() => inventory.readTags(place, [question], { signal })),
    ),
  ]);
  const tags = new Map(answers.flatMap(map => [...map]));
  for (const arn of untagged.keys())
    keys.setTags(arn, tags.get(arn) ?? NOT_READ);
  return tags;
}
