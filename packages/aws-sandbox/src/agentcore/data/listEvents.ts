import { Operation } from '../../http/operation';
import { takePage } from '../../http/paging';
import { readInput } from '../validation';
import { readEventFilter } from './eventFilter';
import { listed, readListing } from './listing';
import { openMemory } from './openMemory';
import { ACTOR_ID, SESSION_ID } from './patterns';
import { toApiEvent } from './toApi';

/** ListEvents: the newest first; none of a session that does not exist. */
export const listEvents: Operation = context => {
  const { input, now } = context;
  const reader = readInput(input);
  const actorId = reader.requiredString('actorId', ACTOR_ID);
  const sessionId = reader.requiredString('sessionId', SESSION_ID);
  const withPayload =
    reader.flag('includePayloads') || input.includePayloads === undefined;
  const filterOf = readEventFilter(input);
  const listing = readListing('ListEvents', context);
  const { memory, contents } = openMemory(context);
  const session = contents.session(actorId, sessionId);
  const passes = filterOf(session);
  function* eventsBelow(eventId: string | undefined) {
    const events = session?.events.backwards(eventId) ?? [];
    for (const event of listed(events, now)) {
      if (passes(event)) yield event;
    }
  }
  const { items, nextToken } = takePage(
    listing,
    ({ eventId }) => eventId,
    eventsBelow,
  );
  return {
    body: {
      events: items.map(event => toApiEvent(memory, event, withPayload)),
      nextToken,
    },
  };
};
