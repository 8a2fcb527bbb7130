import { MemoryInput } from '../../agentcore/newMemory';
import { SEED_ACCOUNTS } from '../accounts';
import { DEMO_REGIONS, DemoKeyName } from './keys';
import { DemoStrategy } from './strategies';

/** Account by name, and region. */
export type DemoPlace =
  `${keyof typeof SEED_ACCOUNTS}/${(typeof DEMO_REGIONS)[number]}`;

/** The key of a memory: `main` is the healthy key of its account and region, `alias` the same by its alias, `aws` none. */
export type DemoMemoryKey =
  | 'main'
  | 'alias'
  | 'aws'
  | 'missing'
  | 'mainOfUsEast1'
  | DemoKeyName;

/** One memory of the demo. */
export type DemoRow = [
  place: DemoPlace,
  name: string,
  key: DemoMemoryKey,
  /** Event expiry in days. */
  days: number,
  strategies: DemoStrategy[],
  description?: string,
  /** Further unusual properties. */
  extra?: Partial<MemoryInput>,
];

/** The memories with the same tags. */
export interface DemoTeam {
  tags: Record<string, string>;
  rows: DemoRow[];
}
