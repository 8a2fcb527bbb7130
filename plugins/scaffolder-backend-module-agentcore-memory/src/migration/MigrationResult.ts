/** How much of one kind of content is where. */
export interface Counts {
  /** On the old memory. */
  source: number;
  /** On the new one. */
  target: number;
  /** Of the old memory's: on the new one as well. */
  same: number;
  /** Of the old memory's: not on the new one. */
  missing: number;
  /** On the new memory only: somebody else wrote it, or it has gone from the old one since. */
  extra: number;
}

/** Content of one kind, with what this run did. */
export interface CopiedCounts extends Counts {
  /** Was on the new memory before this run. */
  alreadyThere: number;
  /** Written by this run. */
  copied: number;
}

/** The events of one actor. */
export interface ActorCounts extends Counts {
  actorId: string;
  /** Sessions on either side. */
  sessions: number;
}

/** Many actors; those that differ are listed before those that don't. */
export interface ActorList {
  listed: ActorCounts[];
  /** All that are not listed. */
  others: Counts & { actors: number; sessions: number };
}

/** The records of one strategy of the old memory, or of those without. */
export interface StrategyCounts {
  /** Id on the old memory. Left out: records without a strategy. */
  sourceId?: string;
  /** Id on the new memory. Left out: without a strategy there. */
  targetId?: string;
  /** Name on the new memory. */
  name?: string;
  source: number;
  target: number;
}

/** The records below one path of namespaces, as it is on the new memory. */
export interface NamespaceCounts {
  /** At most two names deep; '' is no namespace, and `…` all that are not listed. */
  path: string;
  source: number;
  target: number;
}

/** What AWS does not carry over or this version does not understand. */
export type RemarkKind =
  /** An event with a payload or metadata that this version does not know. Not copied. */
  | 'event-not-understood'
  /** The same of a record. */
  | 'record-not-understood'
  /** AWS refuses the event on the new memory. Not copied. */
  | 'event-refused'
  /** The same of a record. */
  | 'record-refused'
  /** The event at which a branch begins is gone: the branch begins elsewhere now. Copied. */
  | 'branch-moved'
  /** The same, and nothing is left where it could begin: its events are on the main branch. Copied. */
  | 'branch-flattened'
  /** A branch of the same name begins at another event on the new memory. */
  | 'branch-differs'
  /** A record whose strategy does not exist any more. Copied without one. */
  | 'strategy-gone'
  /** Metadata that the strategy's schema does not have. AWS dropped it from the copy. */
  | 'metadata-dropped'
  /** A record that is no `BASE` record, such as a reflection. The copy is one. */
  | 'record-type-lost';

/** Ids of what a remark is about; never content. */
export interface Remark {
  kind: RemarkKind;
  /** Why, in AWS's or our words: names of errors, payload kinds, metadata keys or strategies. */
  reason: string;
  count: number;
  /** The first of them. */
  ids: string[];
}

/** Ids of some, and the number of all. */
export interface IdList {
  count: number;
  /** The first of them. An event is `actor/session/event`. */
  ids: string[];
}

/** A digest of everything on one side, whatever the order in which it was read. */
export interface SideDigest {
  events: string;
  records: string;
}

/** What became of copying a memory's contents, or of comparing them. It holds ids and numbers, never content. */
export interface MigrationResult {
  /** Whether the last pass read both sides completely and found them equal, with nothing to remark. */
  clean: boolean;
  /** Whether it found everything of the old memory on the new one. There may be more on the new one, and remarks. */
  complete: boolean;
  /**
   * Whether it did but for what it copied itself, and which was not read again: somebody writes to the old memory all
   * the time.
   */
  upToDate: boolean;
  /** Why it could not go on. Left out: it came to its end. */
  stopped?: string;
  /** How often both sides were read. */
  passes: number;
  sessions: Counts;
  events: CopiedCounts;
  records: CopiedCounts;
  actors: ActorList;
  strategies: StrategyCounts[];
  namespaces: NamespaceCounts[];
  /** Of the last pass. */
  remarks: Remark[];
  missing: { events: IdList; records: IdList };
  extra: { events: IdList; records: IdList };
  /** What the last pass that had to write copied: in which sessions, how many events and records. */
  lastCopied: {
    pass: number;
    sessions: IdList;
    events: number;
    records: number;
  };
  /** Of the source, as it should be on the target. */
  source: SideDigest;
  target: SideDigest;
  /** Why parts could not be read or written in the last pass, and how many. */
  failures: { reason: string; count: number }[];
}
