import { Operation, OperationContext } from '../../http/operation';
import { readInput } from '../validation';
import { notFound, openMemory } from './openMemory';
import { ACTOR_ID, EVENT_ID, SESSION_ID } from './patterns';
import { toApiEvent } from './toApi';

function findEvent(context: OperationContext) {
  const reader = readInput(context.input);
  const actorId = reader.requiredString('actorId', ACTOR_ID);
  const sessionId = reader.requiredString('sessionId', SESSION_ID);
  const eventId = reader.requiredString('eventId', EVENT_ID);
  const { memory, contents } = openMemory(context);
  const session = contents.session(actorId, sessionId);
  const event = session?.events.get(eventId);
  if (!session || !event) throw notFound(`Event ${eventId}`);
  return { memory, contents, session, event };
}

/** GetEvent. */
export const getEvent: Operation = context => {
  const { memory, event } = findEvent(context);
  return { body: { event: toApiEvent(memory, event) } };
};

/** DeleteEvent; branches that begin at the event stay. */
export const deleteEvent: Operation = context => {
  const { contents, session, event } = findEvent(context);
  contents.removeEvent(session, event, context.now);
  return { body: { eventId: event.eventId } };
};
