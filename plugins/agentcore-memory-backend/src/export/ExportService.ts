import { Writable } from 'node:stream';
import { RuleId, Verdict } from 'backstage-plugin-agentcore-memory-common';
import { ServiceOptions } from '../authorize';

/** Which memories are exported: the filters of the page's list. */
export interface ExportFilter {
  /** Full ref of a group or user, `unowned`, `owner-not-found`, or `claim:` and the text of an owner tag. */
  owner?: string;
  /** Whether an owner stands for all groups below as well, and a user for the groups they are a member of. */
  rollup?: boolean;
  /** As the catalog has it, as in the list; one that is stale now says so. */
  verdict?: Verdict;
  /** A rule that the memory does not pass. */
  rule?: RuleId;
  account?: string;
  region?: string;
  /** Full ref of the key's entity. */
  key?: string;
  /** Text in the name. */
  q?: string;
}

/** A file that is made while it is sent. */
export interface Export {
  fileName: string;
  contentType: string;
  /**
   * Sends it; whoever opened an export has to call this once. Rejects where the catalog does, the reader goes away, or it
   * takes too long: what was sent until then does not end as a whole file does.
   */
  sendTo(reader: Writable): Promise<void>;
}

/** Exports memories with their findings, of those that the catalog shows the caller. */
export interface ExportService {
  /**
   * Begins an export. Rejects with a `NotAllowedError` where the caller may not export, and with a
   * `ServiceUnavailableError` where too many run already.
   */
  open(
    format: 'csv' | 'json',
    filter: ExportFilter,
    options: ServiceOptions,
  ): Promise<Export>;
}
