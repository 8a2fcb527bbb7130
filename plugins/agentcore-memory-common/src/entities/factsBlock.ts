import { KeyFacts, MemoryFacts, Observed } from '../facts';

/** The same plain data without its `undefined` values, which JSON does not have. */
export function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

const STATES_WITH_REASON = ['denied', 'missing', 'failed'];

type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isNumber: Check = value => typeof value === 'number';
const isFlag: Check = value => typeof value === 'boolean';

function optional(check: Check): Check {
  return value => value === undefined || check(value);
}

function listOf(check: Check): Check {
  return value => Array.isArray(value) && value.every(check);
}

function shape(fields: Record<string, Check>): Check {
  return value =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );
}

function observed(check: Check): Check {
  return fact => {
    if (typeof fact !== 'object' || fact === null) return false;
    const { state, value, reason } = fact as Record<string, unknown>;
    if (state === 'known') return check(value);
    if (state === 'absent') return true;
    return STATES_WITH_REASON.includes(state as string) && isText(reason);
  };
}

const isTags = listOf(shape({ key: isText, value: isText }));

const isMemoryFacts = shape({
  arn: isText,
  memoryId: isText,
  partition: isText,
  accountId: isText,
  region: isText,
  status: isText,
  createdAt: isText,
  updatedAt: isText,
  managedBy: observed(isText),
  details: observed(
    shape({
      name: isText,
      encryptionKeyArn: observed(isText),
      eventExpiryDays: isNumber,
      strategies: listOf(
        shape({
          name: isText,
          type: isText,
          override: optional(isText),
          delivery: optional(
            shape({
              topicArn: optional(isText),
              bucketName: optional(isText),
            }),
          ),
        }),
      ),
      recordStreams: listOf(
        shape({ streamArn: optional(isText), levels: listOf(isText) }),
      ),
    }),
  ),
  tags: observed(isTags),
});

const isKeyFacts = shape({
  arn: isText,
  metadata: observed(
    shape({
      arn: isText,
      keyId: isText,
      accountId: isText,
      region: isText,
      createdAt: optional(isText),
      manager: isText,
      state: isText,
      usage: isText,
      spec: isText,
      origin: isText,
      multiRegion: isFlag,
      multiRegionKeys: optional(
        shape({
          type: isText,
          primaryArn: isText,
          replicaArns: listOf(isText),
        }),
      ),
      deletionDate: optional(isText),
      validTo: optional(isText),
    }),
  ),
  rotation: observed(
    shape({
      enabled: isFlag,
      periodDays: optional(isNumber),
      nextDate: optional(isText),
    }),
  ),
  policy: observed(isText),
  aliases: observed(listOf(isText)),
  tags: observed(isTags),
});

type Tags = MemoryFacts['tags'];
type Stored<T> = Omit<T, 'tags'> & {
  tags: Observed<{ key: string; value: string }[]>;
};

/**
 * Facts as an entity stores them. Tags are a list there: AWS tells `Owner` from `owner`, and the catalog can't
 * index an entity with fields that differ only in case.
 */
export function storeFacts<T extends { tags: Tags }>(facts: T): Stored<T> {
  const { tags } = facts;
  if (tags.state !== 'known') return { ...facts, tags };
  const list = Object.entries(tags.value).map(([key, value]) => ({
    key,
    value,
  }));
  return { ...facts, tags: { state: 'known', value: list } };
}

function restoreTags<T>(stored: Stored<T>): Omit<T, 'tags'> & { tags: Tags } {
  const { tags } = stored;
  if (tags.state !== 'known') return { ...stored, tags };
  const value = Object.fromEntries(
    tags.value.map(tag => [tag.key, tag.value] as const),
  );
  return { ...stored, tags: { state: 'known', value } };
}

/** Facts of a memory as an entity stores them, or `undefined` if they are not understood. */
export function readMemoryFacts(stored: unknown): MemoryFacts | undefined {
  return isMemoryFacts(stored)
    ? restoreTags(stored as Stored<MemoryFacts>)
    : undefined;
}

/** Facts of a key as an entity stores them, or `undefined` if they are not understood. */
export function readKeyFacts(stored: unknown): KeyFacts | undefined {
  return isKeyFacts(stored)
    ? restoreTags(stored as Stored<KeyFacts>)
    : undefined;
}
