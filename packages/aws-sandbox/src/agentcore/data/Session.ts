import { SortedList } from '../../state/SortedList';
import { BranchRecord, EventRecord } from './types';

/** The branch of events that name none. */
export const MAIN_BRANCH = 'main';

/** The branch of an event. */
export function branchOf({ branch }: Pick<EventRecord, 'branch'>): string {
  return branch?.name ?? MAIN_BRANCH;
}

/** One session of an actor: its events in the order of their ids, which is that of their timestamps. */
export class Session {
  readonly events = new SortedList<EventRecord>(({ eventId }) => eventId);
  readonly branches = new Map<string, BranchRecord>();
  /** When its last event went: epoch milliseconds. Undefined while it has events. */
  emptySince: number | undefined;

  constructor(
    readonly actorId: string,
    readonly sessionId: string,
    /** Epoch milliseconds. */
    readonly createdAt: number,
    /** When listings begin to show it: epoch milliseconds. */
    readonly listedAt: number,
    /** Order of creation in the memory. */
    readonly sequence: number,
  ) {}

  /**
   * The branches whose events belong to a branch, each with the last event that does.
   *
   * @remarks
   * Of a parent only the events up to the root of the next branch belong to it.
   */
  lineage(name: string): Map<string, string | undefined> {
    const lineage = new Map<string, string | undefined>([[name, undefined]]);
    let branch = this.branches.get(name);
    while (branch && !lineage.has(branch.parent)) {
      lineage.set(branch.parent, branch.rootEventId);
      branch = this.branches.get(branch.parent);
    }
    return lineage;
  }
}
