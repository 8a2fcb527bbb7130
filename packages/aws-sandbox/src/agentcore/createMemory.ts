import { AwsError } from '../http/awsError';
import { Operation } from '../http/operation';
import { alphanumericId } from '../state/ids';
import { checkEncryptionKey } from './encryptionKey';
import { readStrategies } from './strategies';
import { readStreamDelivery } from './streamDelivery';
import { readTags } from './tags';
import { toApiMemory } from './toApiMemory';
import { readInput, validationException } from './validation';

const NAME_PATTERN = /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/;
const ARN_PATTERN =
  /^arn:[a-z0-9-.]{1,63}:[a-z0-9-.]{0,63}:[a-z0-9-.]{0,63}:[a-z0-9-.]{0,63}:[^/].{0,1023}$/;
const ROLE_ARN_PATTERN = /^arn:aws(-[^:]+)?:iam::\d{12}:role\/.+$/;

/** Largest number of memories of an account in a region. */
export const MEMORY_QUOTA = 150;

/**
 * CreateMemory: the memory is CREATING and becomes ACTIVE by the clock.
 *
 * @remarks
 * A repetition with the same `clientToken` returns the created memory; another request with that token is a
 * ConflictException.
 */
export const createMemory: Operation = context => {
  const { state, place, caller, now, input } = context;
  const reader = readInput(input);
  const store = state.store(place);

  const clientToken = reader.string('clientToken', { max: 500 });
  const request = JSON.stringify({ ...input, clientToken: undefined });
  const earlier =
    clientToken === undefined ? undefined : store.createTokens.get(clientToken);
  if (earlier) {
    const made = store.memories.get(earlier.memoryId);
    if (earlier.request !== request || !made) {
      throw new AwsError(
        'ConflictException',
        409,
        'The client token was used with another request.',
      );
    }
    return { status: 202, body: { memory: toApiMemory(made, true) } };
  }

  const name = reader.requiredString('name', { pattern: NAME_PATTERN });
  const eventExpiryDuration = reader.requiredInteger(
    'eventExpiryDuration',
    3,
    365,
  );
  const encryptionKeyArn = reader.string('encryptionKeyArn', {
    pattern: ARN_PATTERN,
  });
  const details = {
    description: reader.string('description', { min: 1, max: 4096 }),
    memoryExecutionRoleArn: reader.string('memoryExecutionRoleArn', {
      pattern: ROLE_ARN_PATTERN,
    }),
    indexedKeys: reader.records('indexedKeys', 1, 10),
    namespaceKeys: reader.records('namespaceKeys', 1, 5),
    streamDeliveryResources: readStreamDelivery(
      reader.record('streamDeliveryResources'),
    ),
    tags: readTags(reader.record('tags')),
    strategies: readStrategies(reader.records('memoryStrategies', 0, 6) ?? [], {
      existing: [],
      now,
      seed: `${place.accountId}/${place.region}/${name}/${now}`,
    }),
  };
  if ([...store.memories.values()].some(memory => memory.name === name)) {
    throw validationException(
      `Memory with name ${name} already exists`,
      [{ name: 'name', message: 'already exists' }],
      'ResourceConflict',
    );
  }
  if (store.memories.size >= MEMORY_QUOTA) {
    throw new AwsError(
      'ServiceQuotaExceededException',
      402,
      `The account has ${MEMORY_QUOTA} memories in this region, which is its quota.`,
    );
  }
  if (encryptionKeyArn) {
    checkEncryptionKey(state, encryptionKeyArn, { caller, place });
  }

  // A memory that is created again with the name of a deleted one has another id.
  const idSeed = `${place.accountId}/${place.region}/${name}/${now}/${clientToken}`;
  const memory = state.createMemory({
    ...place,
    ...details,
    id: `${name}-${alphanumericId(idSeed, 10)}`,
    name,
    eventExpiryDuration,
    encryptionKeyArn,
    status: 'CREATING',
    transition: { to: 'ACTIVE', at: now + context.transitionMs },
  });
  if (clientToken !== undefined) {
    // Looked up again: the store of a place without resources is not kept.
    state
      .store(place)
      .createTokens.set(clientToken, { request, memoryId: memory.id });
  }
  return { status: 202, body: { memory: toApiMemory(memory, true) } };
};
