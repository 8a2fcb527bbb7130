import { MigrationResult } from './MigrationResult';

/** A memory in a report. */
export interface ReportedMemory {
  arn: string;
  memoryId: string;
  /** In the catalog. */
  entityRef: string;
}

/** What has to be pointed at the new memory by people. */
export interface PlacesToRepoint {
  /** Refs of entities that depend on the old memory and that the initiator may see. */
  entityRefs: string[];
  /** How many more there are; `unknown`: the catalog did not answer. */
  more: number | 'unknown';
  /** Tags of the old memory that name agents. */
  tags: { key: string; value: string }[];
}

/** What a migration did, as the task puts it out. It holds ids and numbers, never content. */
export interface MigrationReport {
  /** Version of this form. */
  version: 1;
  /** When both sides were last compared; ISO 8601. */
  comparedAt: string;
  /** Id of the task. */
  taskId: string;
  from: ReportedMemory;
  to: ReportedMemory;
  /** How the new memory's settings and tags differ from those that the old one has now, in words. */
  settings: string[];
  /** What AWS can't carry over, whatever the memory. */
  notCarried: string[];
  repoint: PlacesToRepoint;
  contents: MigrationResult;
}
