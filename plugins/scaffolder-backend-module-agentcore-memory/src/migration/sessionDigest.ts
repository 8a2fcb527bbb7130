import { digestOf } from './digest';
import { EventNote } from './EventNote';

/**
 * The digest of one session: its events in the order of time, and where its branches begin. Events of the same time
 * have no order that AWS would keep.
 *
 * @param roots - branches with the digest of the event at which they begin
 */
export function sessionDigest(
  name: { actorId: string; sessionId: string },
  events: readonly Pick<EventNote, 'timestamp' | 'digest'>[],
  roots: ReadonlyMap<string, string>,
): string {
  const ordered = events
    .map(({ timestamp, digest }) => [timestamp, digest] as const)
    .sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1));
  return digestOf([
    name.actorId,
    name.sessionId,
    ordered.map(([, digest]) => digest),
    Object.fromEntries(roots),
  ]);
}
