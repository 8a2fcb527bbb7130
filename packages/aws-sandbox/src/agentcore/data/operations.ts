import { Input } from '../../http/InputReader';
import { HolderQuota, Operation } from '../../http/operation';
import { batchCreateRecords } from './batchCreateRecords';
import { batchDeleteRecords } from './batchDeleteRecords';
import { createEvent } from './createEvent';
import { deleteEvent, getEvent } from './events';
import { getRecord } from './getRecord';
import { listActors } from './listActors';
import { listEvents } from './listEvents';
import { listRecords } from './listRecords';
import { listSessions } from './listSessions';

/** The operations on what is stored in memories, of AgentCore's data plane. */
export const DATA_OPERATIONS: Readonly<Record<string, Operation>> = {
  ListActors: listActors,
  ListSessions: listSessions,
  ListEvents: listEvents,
  GetEvent: getEvent,
  CreateEvent: createEvent,
  DeleteEvent: deleteEvent,
  ListMemoryRecords: listRecords,
  GetMemoryRecord: getRecord,
  BatchCreateMemoryRecords: batchCreateRecords,
  BatchDeleteMemoryRecords: batchDeleteRecords,
};

function isConversational({ payload }: Input): boolean {
  return (
    Array.isArray(payload) &&
    payload.some(part => part?.conversational !== undefined)
  );
}

/** The quota that the writes of one session share. */
export function sessionQuotaOf(
  operation: string,
  input: Input,
): HolderQuota | undefined {
  const { memoryId, actorId, sessionId } = input;
  const holder = JSON.stringify([memoryId, actorId, sessionId]);
  switch (operation) {
    case 'CreateEvent':
      return {
        quota: isConversational(input)
          ? 'CreateEvent:conversational'
          : 'CreateEvent:other',
        holder,
      };
    case 'DeleteEvent':
      return { quota: 'DeleteEvent:session', holder };
    default:
      return undefined;
  }
}
