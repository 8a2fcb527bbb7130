import { JsonObject } from '@backstage/types';

/** What a backend in a process of its own is started with. */
export interface BackendSetup {
  config: JsonObject;
  /** Groups `team-0001` and on, each with one user. */
  teams: number;
}

/** What the process has used since it started. */
export interface Usage {
  /** After a garbage collection, in megabytes. */
  heap: number;
  /** The highest heap so far, garbage included, in megabytes. */
  heapPeak: number;
  /** The highest resident set so far, in megabytes. */
  rssPeak: number;
  /** Seconds of processor time. */
  cpu: number;
  /** Queries to our tables in the catalog's database. */
  storeQueries: number;
  /** All queries of the catalog, ours included. */
  catalogQueries: number;
  /** Queries of our backend plugin. */
  pluginQueries: number;
}

/** What the backend tells by itself. */
export type BackendNews =
  | { type: 'ready' }
  | { type: 'log'; level: 'error' | 'warn'; message: string }
  /** A scope was looked at. */
  | { type: 'scope'; outcome: string }
  /** A run over all scopes has ended. */
  | { type: 'run'; startedAt: string }
  | { type: 'usage'; id: number; usage: Usage }
  | { type: 'triggered'; id: number; error?: string };

/** What the backend is asked. */
export type BackendQuestion =
  | { ask: 'usage'; id: number }
  | { ask: 'scan'; id: number };
