import { Operation } from '../../http/operation';
import { sequenceKey, takePage } from '../../http/paging';
import { readInput } from '../validation';
import { keyAfter, listed, readListing } from './listing';
import { openMemory } from './openMemory';
import { ACTOR_ID } from './patterns';

/** ListSessions: in the order of creation; none of an actor that does not exist. */
export const listSessions: Operation = context => {
  const { input, now } = context;
  const reader = readInput(input);
  const actorId = reader.requiredString('actorId', ACTOR_ID);
  const filter = readInput(reader.record('filter') ?? {});
  const onlyWithEvents = filter.choice('eventFilter', ['HAS_EVENTS']);
  const listing = readListing('ListSessions', context);
  const actor = openMemory(context).contents.actor(actorId);
  function* sessionsAfter(key: string | undefined) {
    const sessions = actor?.sessions.from(keyAfter(key)) ?? [];
    for (const session of listed(sessions, now)) {
      if (!onlyWithEvents || session.events.size > 0) yield session;
    }
  }
  const { items, nextToken } = takePage(listing, sequenceKey, sessionsAfter);
  return {
    body: {
      sessionSummaries: items.map(({ sessionId, createdAt }) => ({
        sessionId,
        actorId,
        createdAt: createdAt / 1000,
      })),
      nextToken,
    },
  };
};
