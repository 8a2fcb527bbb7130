import { EventNote, onBranch } from './EventNote';

/** An event of the old memory and its copy. */
export interface EventPair {
  source: EventNote;
  target: EventNote;
}

/** How the events of a session on both sides go together. */
export interface EventMatch {
  pairs: EventPair[];
  /** Of the old memory only, the oldest first. */
  missing: EventNote[];
  /** Of the new one only. */
  extra: EventNote[];
}

/** Branches by name, each with its root; undefined where none is known or the root is gone. */
export function rootsOf(
  events: readonly EventNote[],
): Map<string, EventNote | undefined> {
  const byId = new Map(events.map(event => [event.eventId, event]));
  const roots = new Map<string, EventNote | undefined>();
  for (const { branch } of events) {
    if (branch && !roots.get(branch.name)) {
      roots.set(branch.name, byId.get(branch.rootEventId ?? ''));
    }
  }
  return roots;
}

class Unmatched {
  readonly #byDigest = new Map<string, EventNote[]>();

  constructor(events: readonly EventNote[]) {
    for (const event of events) {
      const equal = this.#byDigest.get(event.digest);
      if (equal) equal.push(event);
      else this.#byDigest.set(event.digest, [event]);
    }
  }

  take(digest: string): EventNote | undefined {
    return this.#byDigest.get(digest)?.shift();
  }

  rest(): EventNote[] {
    return [...this.#byDigest.values()].flat();
  }
}

/**
 * Matches the events of a session on both sides, the oldest first, as sets in which equal ones count. An event on a
 * branch whose root is gone may have been copied to the main branch.
 */
export function matchEvents(
  source: readonly EventNote[],
  target: readonly EventNote[],
): EventMatch {
  const unmatched = new Unmatched(target);
  const roots = rootsOf(source);
  const found = new Map<EventNote, EventNote>();
  const match = (event: EventNote, digest: string) => {
    const copy = unmatched.take(digest);
    if (copy) found.set(event, copy);
  };
  const understood = source.filter(({ notUnderstood }) => !notUnderstood);
  understood.forEach(event => match(event, event.digest));
  for (const event of understood) {
    const { branch } = event;
    if (branch && !found.has(event) && !roots.get(branch.name)) {
      match(event, onBranch(event.core));
    }
  }
  return {
    pairs: source.flatMap(event => {
      const copy = found.get(event);
      return copy ? [{ source: event, target: copy }] : [];
    }),
    missing: source.filter(event => !found.has(event)),
    extra: unmatched.rest(),
  };
}
