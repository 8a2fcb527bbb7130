import {
  NewRecord,
  StoredRecord,
} from 'backstage-plugin-agentcore-memory-node';
import { digestOf } from './digest';

/** A strategy of the new memory that takes the place of one of the old. */
export interface TargetStrategy {
  id: string;
  name: string;
  /** Metadata that its schema has. Left out: not known, so that only AWS's answer tells. */
  metadataKeys?: readonly string[];
}

/** Strategies of the new memory by the id of the old memory's strategy. */
export type StrategyMap = ReadonlyMap<string, TargetStrategy>;

/** A record as it is to be on the new memory. */
export type MappedRecord = Omit<NewRecord, 'name'>;

/** Rewrites the ids of strategies in namespaces. */
export function namespaceMapper(
  strategies: StrategyMap,
): (namespace: string) => string {
  // The longest first: one id may be the beginning of another.
  const ids = [...strategies.keys()].sort((a, b) => b.length - a.length);
  if (ids.length === 0) return namespace => namespace;
  const escaped = ids.map(id => id.replace(/[^A-Za-z0-9]/g, '\\$&'));
  const anyId = new RegExp(
    `(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`,
    'g',
  );
  return namespace =>
    namespace.replace(anyId, id => strategies.get(id)?.id ?? id);
}

/** A record of the old memory as it is to be on the new one. */
export function mapRecord(
  record: StoredRecord,
  strategies: StrategyMap,
  mapNamespace: (namespace: string) => string,
): MappedRecord {
  return {
    text: record.text,
    namespaces: record.namespaces.map(mapNamespace),
    strategyId: strategies.get(record.strategyId ?? '')?.id,
    createdAt: record.createdAt,
    metadata: record.metadata,
  };
}

/** What of a record is kept to compare it. */
export interface RecordNote {
  recordId: string;
  /** Of all but the metadata. */
  core: string;
  /** Metadata, each with a digest of its value. */
  metadata: ReadonlyMap<string, string>;
  /** Of the whole record. */
  digest: string;
}

/** Most records have none, and there is a note for each. */
const NO_METADATA: ReadonlyMap<string, string> = new Map();

/** The note of a record. */
export function toRecordNote(
  recordId: string,
  record: MappedRecord,
  notUnderstood?: string,
): RecordNote {
  const { text, namespaces, strategyId, createdAt } = record;
  const core = digestOf([
    text,
    namespaces,
    strategyId ?? '',
    createdAt,
    // What is not understood is equal to nothing.
    notUnderstood && recordId,
  ]);
  const entries = Object.entries(record.metadata);
  const metadata =
    entries.length === 0
      ? NO_METADATA
      : new Map(entries.map(([key, value]) => [key, digestOf(value)]));
  return {
    recordId,
    core,
    metadata,
    digest: digestOf([core, Object.fromEntries(metadata)]),
  };
}

/**
 * The keys that a copy lacks where it is the record but for metadata that its strategy does not have; undefined where
 * it is another record.
 */
export function droppedKeys(
  source: RecordNote,
  copy: RecordNote,
  strategy: TargetStrategy | undefined,
): string[] | undefined {
  if (!strategy || source.core !== copy.core) return undefined;
  for (const [key, digest] of copy.metadata) {
    if (source.metadata.get(key) !== digest) return undefined;
  }
  const dropped = [...source.metadata.keys()].filter(
    key => !copy.metadata.has(key),
  );
  return dropped.some(key => strategy.metadataKeys?.includes(key))
    ? undefined
    : dropped;
}
