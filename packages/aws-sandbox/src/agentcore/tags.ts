import { AwsError } from '../http/awsError';
import { Input } from '../http/InputReader';
import { Operation, OperationContext } from '../http/operation';
import { MemoryRecord } from './types';
import { readInput, validationException } from './validation';

const MAX_TAGS = 50;
const TAG_TEXT = /^[a-zA-Z0-9\s._:/=+@-]*$/;
const TAGGABLE_ARN =
  /^arn:(?:[^:]+)?:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:([a-z-]+\/[^/]+)(?:\/[a-z-]+\/[^/]+)*$/;

/** Checks a map of tags as given to CreateMemory or TagResource. */
export function readTags(tags: Input | undefined): Record<string, string> {
  const entries = Object.entries(tags ?? {});
  if (entries.length > MAX_TAGS) {
    throw validationException(`A resource can have at most ${MAX_TAGS} tags`);
  }
  for (const [key, value] of entries) {
    if (key.length < 1 || key.length > 128 || !TAG_TEXT.test(key)) {
      throw validationException(`Invalid tag key: ${key}`);
    }
    if (key.toLowerCase().startsWith('aws:')) {
      throw validationException(`Tag keys cannot begin with aws: ${key}`);
    }
    if (
      typeof value !== 'string' ||
      value.length > 256 ||
      !TAG_TEXT.test(value)
    ) {
      throw validationException(`Invalid value of tag ${key}`);
    }
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function findTagged({ state, place, input }: OperationContext): MemoryRecord {
  const arn = readInput(input).requiredString('resourceArn', {
    min: 20,
    max: 1011,
    pattern: TAGGABLE_ARN,
  });
  const memory = state.findMemory(arn);
  if (
    !memory ||
    memory.accountId !== place.accountId ||
    memory.region !== place.region
  ) {
    throw new AwsError(
      'ResourceNotFoundException',
      404,
      `Resource not found: ${arn}`,
    );
  }
  return memory;
}

/** ListTagsForResource of a memory, or of another resource of which the tags are known. */
export const listTagsForResource: Operation = context => {
  const { resourceArn } = context.input;
  const other = context.state
    .store(context.place)
    .otherTags.get(String(resourceArn));
  return { body: { tags: (other ?? findTagged(context)).tags } };
};

/** TagResource of a memory; keeps `updatedAt`. */
export const tagResource: Operation = context => {
  const memory = findTagged(context);
  const tags = {
    ...memory.tags,
    ...readTags(readInput(context.input).record('tags')),
  };
  if (Object.keys(tags).length > MAX_TAGS) {
    throw validationException(`A resource can have at most ${MAX_TAGS} tags`);
  }
  context.state.setTags(memory.arn, tags);
  return { status: 204 };
};

/** UntagResource of a memory; ignores keys that it does not have. */
export const untagResource: Operation = context => {
  const memory = findTagged(context);
  const keys = readInput(context.input).strings('tagKeys', 0, 200) ?? [];
  context.state.setTags(
    memory.arn,
    Object.fromEntries(
      Object.entries(memory.tags).filter(([key]) => !keys.includes(key)),
    ),
  );
  return { status: 204 };
};
