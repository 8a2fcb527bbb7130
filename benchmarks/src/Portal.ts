import { LoggerService } from '@backstage/backend-plugin-api';
import { Cost } from './measure';
import { Calls } from './SandboxProcess';

/** How large a company is. */
export interface CompanySize {
  accounts: number;
  regions: readonly string[];
  memories: number;
}

/** What one scan of all scopes cost. */
export interface ScanCost extends Cost, Calls {
  /** Entities that were written to the catalog or removed from it. */
  writes: number;
  /** Scopes that could not be read. */
  failed: number;
}

/** Something that scans a company's memories into a catalog. */
export interface Portal {
  /** Scans all scopes once. */
  scan(): Promise<ScanCost>;
  /**
   * Waits until the catalog shows this many memories, and has come to rest.
   *
   * @returns seconds from the start of the last scan until all were shown
   */
  settle(memories: number): Promise<number>;
  /** How many entities of a type the catalog holds. */
  count(type: string): Promise<number>;
  stop(): Promise<void>;
}

/** The ids that the sandbox's seed gives to its accounts. */
export function accountIds({ accounts }: CompanySize): string[] {
  return Array.from({ length: accounts }, (_, i) =>
    String(100_000_000_000 + i),
  );
}

/** How the scanner gets its credentials. */
export const AWS_CONFIG = {
  mainAccount: {
    accessKeyId: 'AKIASANDBOX111111111',
    secretAccessKey: 'sandbox',
  },
  accountDefaults: { roleName: 'BackstageReader' },
};

/** Scopes read at the same time. */
export const SCOPES_AT_ONCE = 32;

/** What a run logs is of no interest here. */
export const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

/** What goes wrong is of interest. */
export const loudly: LoggerService = {
  ...silent,
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  child: () => loudly,
};

/** What a scan cost, from what was counted before and after it. */
export function scanCost(
  cost: Cost,
  before: Calls,
  after: Calls,
  rest: Pick<ScanCost, 'writes' | 'failed'>,
): ScanCost {
  return {
    ...cost,
    total: after.total - before.total,
    throttled: after.throttled - before.throttled,
    ...rest,
  };
}
