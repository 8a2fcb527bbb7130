import { Operation } from '../../http/operation';
import { sequenceKey, takePage } from '../../http/paging';
import { keyAfter, readListing } from './listing';
import { openMemory } from './openMemory';

/** ListActors: in the order in which they first had an event. */
export const listActors: Operation = context => {
  const listing = readListing('ListActors', context);
  const { contents } = openMemory(context);
  function* actorsAfter(key: string | undefined) {
    for (const actor of contents.actors.from(keyAfter(key))) {
      const sessions = actor.sessions.values();
      if (sessions.some(({ listedAt }) => listedAt <= context.now)) yield actor;
    }
  }
  const { items, nextToken } = takePage(listing, sequenceKey, actorsAfter);
  return {
    body: {
      actorSummaries: items.map(({ actorId }) => ({ actorId })),
      nextToken,
    },
  };
};
