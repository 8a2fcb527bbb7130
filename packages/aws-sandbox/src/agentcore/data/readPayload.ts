import { Input } from '../../http/InputReader';
import { readInput, validationException } from '../validation';
import { EventPayload } from './types';

const MAX_PARTS = 100;
const MAX_TEXT = 100_000;
const MAX_JSON_BYTES = 100 * 1024;
const MAX_EVENT_BYTES = 10 * 1024 * 1024;
const ROLES = ['ASSISTANT', 'USER', 'TOOL', 'OTHER'] as const;

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

function readConversational(value: Input): EventPayload {
  const reader = readInput(value);
  const role = reader.choice('role', ROLES);
  const content = reader.record('content');
  if (!role || !content) {
    throw validationException(
      'A conversational payload needs role and content',
    );
  }
  const text = readInput(content).requiredString('text', {
    min: 1,
    max: MAX_TEXT,
  });
  return { conversational: { content: { text }, role } };
}

function readJson(value: Input): EventPayload {
  const { content } = value;
  if (content === undefined) {
    throw validationException('A json payload needs content');
  }
  if (bytesOf(content) > MAX_JSON_BYTES) {
    throw validationException('The content of a json payload exceeds 100 KB');
  }
  return { json: { content } };
}

function readPart(part: Input): EventPayload {
  const reader = readInput(part);
  switch (Object.keys(part).join()) {
    case 'conversational':
      return readConversational(reader.record('conversational') ?? {});
    case 'json':
      return readJson(reader.record('json') ?? {});
    case 'blob':
      return { blob: part.blob };
    default:
      throw validationException(
        'A payload must be one of conversational, blob and json',
      );
  }
}

/** The payload of an event as JSON text. Errors never quote it. */
export function readPayload(input: Input): string {
  const parts = readInput(input).records('payload', 0, MAX_PARTS);
  if (!parts) throw validationException('payload must not be null');
  const payload = JSON.stringify(parts.map(readPart));
  if (Buffer.byteLength(payload) > MAX_EVENT_BYTES) {
    throw validationException('The payload of an event exceeds 10 MB');
  }
  return payload;
}
