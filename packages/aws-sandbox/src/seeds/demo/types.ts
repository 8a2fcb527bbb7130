import type { MemoryInput } from '../../agentcore/newMemory';
import type { seedAccounts } from '../accounts';
import type { demoRegions, DemoKeyName } from './keys';
import type { DemoStrategy } from './strategies';

/** Account by name, and region. */
export type DemoPlace =
  `${keyof typeof seedAccounts}/${(typeof demoRegions)[number]}`;

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
