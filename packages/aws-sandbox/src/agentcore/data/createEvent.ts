import { Input } from '../../http/InputReader';
import { Operation } from '../../http/operation';
import { readInput, validationException } from '../validation';
import { storeEvent } from './newEvent';
import { openMemory } from './openMemory';
import { ACTOR_ID, SESSION_ID } from './patterns';
import { readBranch, resolveBranch } from './readBranch';
import { readEventMetadata } from './readEventMetadata';
import { readPayload } from './readPayload';
import { toApiEvent } from './toApi';
import { digestOf, earlierAnswer } from './writeToken';

const VARIABLE_NAME =
  /^(?!memoryStrategyId$|actorId$|sessionId$)[a-z][a-z0-9]*$/;

// Checked and not kept: without extraction they have no effect, and no operation returns them.
function checkExtractionConfig(input: Input): void {
  const config = readInput(input).record('extractionConfig');
  const variables = config && readInput(config).record('namespaceVariables');
  if (!variables) return;
  const names = Object.keys(variables);
  if (names.length < 1 || names.length > 5) {
    throw validationException('namespaceVariables must have 1 to 5 entries');
  }
  for (const name of names) {
    readInput({ name }).string('name', { max: 32, pattern: VARIABLE_NAME });
    readInput(variables).requiredString(name, {
      min: 1,
      max: 64,
      pattern: /^[a-z0-9][a-z0-9-_]*$/,
    });
  }
}

/**
 * CreateEvent.
 *
 * @remarks
 * A repetition with the same `clientToken` returns the event that is there; another request with that token is a
 * ValidationException. The token is forgotten with the event.
 */
export const createEvent: Operation = context => {
  const { input, now } = context;
  const reader = readInput(input);
  const clientToken = reader.string('clientToken');
  const event = {
    actorId: reader.requiredString('actorId', ACTOR_ID),
    sessionId: reader.string('sessionId', SESSION_ID),
    eventTimestamp: reader.requiredTimestamp('eventTimestamp'),
    payload: readPayload(input),
    branch: readBranch(input),
    metadata: readEventMetadata(input),
    skipsExtraction: reader.choice('extractionMode', ['SKIP']) === 'SKIP',
    clientToken,
    writtenAt: now,
    listedAt: now + context.listingDelayMs,
  };
  checkExtractionConfig(input);
  const open = openMemory(context);
  const { memory, contents } = open;
  const request = digestOf(input);
  let stored = earlierAnswer(contents.eventTokens, clientToken, request);
  if (!stored) {
    const session =
      event.sessionId === undefined
        ? undefined
        : contents.session(event.actorId, event.sessionId);
    const branch = resolveBranch(event.branch, session, contents);
    stored = storeEvent(open, event, branch);
    if (clientToken !== undefined) {
      contents.eventTokens.set(clientToken, { request, answer: stored });
    }
  }
  return { status: 201, body: { event: toApiEvent(memory, stored) } };
};
