import { Input } from '../../http/InputReader';
import { readInput, validationException } from '../validation';
import { MemoryContents } from './MemoryContents';
import { EVENT_ID, NAME } from './patterns';
import { branchOf, MAIN_BRANCH, Session } from './Session';
import { BranchRecord, EventBranch } from './types';

/** Reads the branch of a new event. */
export function readBranch(input: Input): EventBranch | undefined {
  const branch = readInput(input).record('branch');
  if (!branch) return undefined;
  const reader = readInput(branch);
  return {
    name: reader.requiredString('name', NAME),
    rootEventId: reader.string('rootEventId', EVENT_ID),
  };
}

function startOf(
  { name, rootEventId }: EventBranch,
  session: Session | undefined,
  contents: MemoryContents,
): BranchRecord {
  if (rootEventId === undefined) {
    throw validationException(`The new branch ${name} needs a rootEventId`);
  }
  const root = session?.events.get(rootEventId);
  if (root) return { rootEventId, parent: branchOf(root) };
  const isElsewhere = contents
    .sessions()
    .some(({ events }) => events.get(rootEventId));
  throw isElsewhere
    ? validationException(
        `The root event ${rootEventId} is in another session`,
        [],
        'EventInOtherSession',
      )
    : validationException(`The root event ${rootEventId} does not exist`);
}

/**
 * The branch that an event continues or begins; undefined for the main branch.
 *
 * @remarks
 * A new branch needs the id of an event of the same session. A branch that exists is continued by its name alone, or with
 * the same root event, which may be gone by then.
 */
export function resolveBranch(
  branch: EventBranch | undefined,
  session: Session | undefined,
  contents: MemoryContents,
): BranchRecord | undefined {
  if (!branch) return undefined;
  const { name, rootEventId } = branch;
  if (name === MAIN_BRANCH && rootEventId === undefined) return undefined;
  const existing = session?.branches.get(name);
  if (!existing) return startOf(branch, session, contents);
  if (rootEventId !== undefined && rootEventId !== existing.rootEventId) {
    throw validationException(
      `The branch ${name} has another root event: ${existing.rootEventId}`,
    );
  }
  return existing;
}
