import { MemoryRecord } from '../../agentcore/types';
import { SandboxState } from '../../state/SandboxState';
import { DemoContents, DemoRecord, DemoSession } from './contents/types';

const DAY_MS = 86_400_000;
const FIRST_HOUR_MS = 8 * 3_600_000;
const BETWEEN_EVENTS_MS = 47_000;

/** Between eight and noon, another minute for each session. */
function timeOf(daysAgo: number, today: number, index: number): number {
  const minute = (index * 37) % 240;
  return today - daysAgo * DAY_MS + FIRST_HOUR_MS + minute * 60_000;
}

function plantSession(
  state: SandboxState,
  arn: string,
  { actorId, sessionId, events }: DemoSession,
  start: number,
): void {
  const ids: string[] = [];
  events.forEach(({ payload, metadata, branch }, index) => {
    const { eventId } = state.createEvent(arn, {
      actorId,
      sessionId,
      payload,
      metadata,
      branch: branch && {
        name: branch.name,
        rootEventId: branch.from === undefined ? undefined : ids[branch.from],
      },
      writtenAt: start + index * BETWEEN_EVENTS_MS,
    });
    ids.push(eventId);
  });
}

function plantRecord(
  state: SandboxState,
  { arn, strategies }: MemoryRecord,
  { strategy: name, actorId, sessionId = '', daysAgo: _, ...rest }: DemoRecord,
  createdAt: number,
): void {
  const strategy = strategies.find(each => each.name === name);
  state.createRecord(arn, {
    ...rest,
    namespace:
      rest.namespace ??
      strategy?.namespaceTemplates[0]
        .replace('{actorId}', actorId)
        .replace('{sessionId}', sessionId),
    memoryStrategyId: strategy?.strategyId,
    createdAt,
  });
}

/** Stores conversations and records in a memory, written as many days before `today` as they say. */
export function plantContents(
  state: SandboxState,
  memory: MemoryRecord,
  { sessions, records }: DemoContents,
  today: number,
): void {
  sessions.forEach((session, index) =>
    plantSession(
      state,
      memory.arn,
      session,
      timeOf(session.daysAgo, today, index),
    ),
  );
  records.forEach((record, index) =>
    plantRecord(state, memory, record, timeOf(record.daysAgo, today, index)),
  );
}
