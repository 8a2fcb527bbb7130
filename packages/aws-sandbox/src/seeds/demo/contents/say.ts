import { EventMetadata, EventPayload } from '../../../agentcore/data/types';
import { DemoEvent } from './types';

function message(
  role: 'USER' | 'ASSISTANT' | 'TOOL' | 'OTHER',
  text: string,
): EventPayload {
  return { conversational: { role, content: { text } } };
}

/** A question and its answer, as agents usually store them. */
export function turn(question: string, answer: string): DemoEvent {
  return { payload: [message('USER', question), message('ASSISTANT', answer)] };
}

/** What a tool answered, or what came from elsewhere. */
export function heard(role: 'TOOL' | 'OTHER', text: string): DemoEvent {
  return { payload: [message(role, text)] };
}

/** The state of an agent, which AgentCore does not look into. */
export function blob(value: unknown): DemoEvent {
  return { payload: [{ blob: value }] };
}

/** Something that happened, as data. */
export function json(content: unknown): DemoEvent {
  return { payload: [{ json: { content } }] };
}

/** The same event with metadata. */
export function tagged(
  event: DemoEvent,
  values: Record<string, string>,
): DemoEvent {
  const metadata: EventMetadata = Object.fromEntries(
    Object.entries(values).map(([key, stringValue]) => [key, { stringValue }]),
  );
  return { ...event, metadata };
}

/** The same events on a branch, which begins at the event with the index `from` when it is new. */
export function onBranch(
  name: string,
  from: number | undefined,
  events: readonly DemoEvent[],
): DemoEvent[] {
  return events.map((event, index) => ({
    ...event,
    branch: index === 0 && from !== undefined ? { name, from } : { name },
  }));
}
