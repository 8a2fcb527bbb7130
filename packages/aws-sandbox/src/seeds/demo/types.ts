import { MemoryInput } from '../../agentcore/newMemory';
import { SEED_ACCOUNTS } from '../accounts';
import { DEMO_REGIONS, DemoKeyName } from './keys';
import { DemoStrategy } from './strategies';

/** Account by name, and region. */
export type DemoPlace =
  `${keyof typeof SEED_ACCOUNTS}/${(typeof DEMO_REGIONS)[number]}`;

/** What encrypts a memory: `main` is the healthy key of the place, `alias` the same by its alias, `aws` no key at all. */
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
  /** Whatever else is unusual about it. */
  extra?: Partial<MemoryInput>,
];

/** The memories that carry the same tags. */
export interface DemoTeam {
  tags: Record<string, string>;
  rows: DemoRow[];
}
