import { isAnswer, Observed } from './observed';
import { KeyFacts, MemoryFacts } from './types';

function keep<T>(previous: Observed<T>, next: Observed<T>): Observed<T> {
  return isAnswer(next) ? next : previous;
}

/**
 * What is known of a memory after it was asked about again: an answer replaces the previous fact, also
 * when it is "denied" or "no such thing"; where AWS did not answer, the previous fact stays.
 *
 * @public
 */
export function keepUnansweredMemory(
  previous: MemoryFacts | undefined,
  next: MemoryFacts,
): MemoryFacts {
  if (!previous) return next;
  return {
    ...next,
    details: keep(previous.details, next.details),
    tags: keep(previous.tags, next.tags),
    ...(next.managerTags && {
      managerTags: keep(
        previous.managerTags ?? next.managerTags,
        next.managerTags,
      ),
    }),
  };
}

/** What is known of a key after it was asked about again; see `keepUnansweredMemory`. @public */
export function keepUnansweredKey(
  previous: KeyFacts | undefined,
  next: KeyFacts,
): KeyFacts {
  if (!previous || previous.arn !== next.arn) return next;
  return {
    ...next,
    metadata: keep(previous.metadata, next.metadata),
    rotation: keep(previous.rotation, next.rotation),
    policy: keep(previous.policy, next.policy),
    aliases: keep(previous.aliases, next.aliases),
    tags: keep(previous.tags, next.tags),
  };
}
