import { Place } from '../state/arn';
import { createRandom, Random } from '../state/random';
import { Fault, FaultKind } from './faults';

/** The calls that a fault schedule may apply to. */
export interface FaultScheduleOptions {
  /** Accounts of callers, and regions. */
  places: readonly Place[];
  /** API names; by default those that read memories and keys. */
  operations?: readonly string[];
  /** Number of faults. */
  length: number;
}

const READ_OPERATIONS = [
  'ListMemories',
  'GetMemory',
  'ListTagsForResource',
  'DescribeKey',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListAliases',
  'GetResources',
];

const PAGED_OPERATIONS: ReadonlySet<string> = new Set([
  'ListMemories',
  'ListAliases',
  'ListKeys',
  'GetResources',
  'ListAccounts',
  'ListActors',
  'ListSessions',
  'ListEvents',
  'ListMemoryRecords',
]);

/** Writes of the data plane, with the kinds of fault that only they have, each in place of half of another kind. */
const KINDS_OF_WRITES: Readonly<
  Record<string, Partial<Record<FaultKind, FaultKind>>>
> = {
  CreateEvent: { reset: 'loseAnswer' },
  DeleteEvent: { reset: 'loseAnswer' },
  BatchCreateMemoryRecords: { reset: 'loseAnswer', serverError: 'failRecords' },
  BatchDeleteMemoryRecords: { reset: 'loseAnswer', serverError: 'failRecords' },
};

/**
 * Percentage of each kind. `hang` is rare because it costs the client a whole timeout; `omitLists` is no failure, but
 * one of the ways in which AWS says that there is nothing.
 */
const SHARES: ReadonlyArray<[FaultKind, number]> = [
  ['throttle', 28],
  ['serverError', 20],
  ['deny', 16],
  ['delay', 14],
  ['textLists', 2],
  ['reset', 12],
  ['garbage', 6],
  ['hang', 2],
];

function pickKind(random: Random): FaultKind {
  let left = random.below(100);
  const found = SHARES.find(([, share]) => {
    left -= share;
    return left < 0;
  });
  return found ? found[0] : 'throttle';
}

function kindFor(kind: FaultKind, operation: string, random: Random) {
  const other = KINDS_OF_WRITES[operation]?.[kind];
  return other && random.below(2) === 0 ? other : kind;
}

/**
 * Returns faults of all kinds but `omitLists` and `refuse` for the given places and operations, the same ones for the
 * same seed.
 *
 * @remarks
 * `loseAnswer` and `failRecords` come with writes of the data plane only.
 * Each expires after one to three calls; some faults of a listing apply to one of its first three pages only. Delays
 * take 1 to 50 ms.
 */
export function faultSchedule(
  seed: number,
  options: FaultScheduleOptions,
): Fault[] {
  const { places, operations = READ_OPERATIONS, length } = options;
  if (places.length === 0 || operations.length === 0) {
    throw new RangeError('A fault schedule needs a place and an operation');
  }
  const random = createRandom(seed);
  return Array.from({ length }, (): Fault => {
    const drawn = pickKind(random);
    const { accountId, region } = random.pick(places);
    const operation = random.pick(operations);
    const kind = kindFor(drawn, operation, random);
    const ofOnePage = PAGED_OPERATIONS.has(operation) && random.below(3) === 0;
    return {
      kind,
      operation,
      account: accountId,
      region,
      times: kind === 'hang' ? 1 : 1 + random.below(3),
      ...(kind === 'delay' && { ms: 1 + random.below(50) }),
      ...(ofOnePage && { page: 1 + random.below(3) }),
    };
  });
}
