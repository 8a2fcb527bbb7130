import {
  CreateMemoryCommand,
  GetMemoryCommand,
  MemoryStrategyInput,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { awsErrorKind } from '../aws/observe';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions } from '../inventory/MemoryInventory';
import { unreadable } from '../inventory/unreadable';
import {
  CreatedMemory,
  MemoryState,
  MemoryWriter,
  NewMemory,
  STRATEGY_NAMES,
  StrategyType,
} from './MemoryWriter';

function toStrategyInput(type: StrategyType): MemoryStrategyInput {
  const input = { name: STRATEGY_NAMES[type] };
  switch (type) {
    case 'SEMANTIC':
      return { semanticMemoryStrategy: input };
    case 'SUMMARIZATION':
      return { summaryMemoryStrategy: input };
    case 'USER_PREFERENCE':
      return { userPreferenceMemoryStrategy: input };
    default:
      return { episodicMemoryStrategy: input };
  }
}

/** A denial names the role, its session and the policy, which are not for whoever asked; it is the cause of the error. */
function withoutNames(operation: string): (error: unknown) => never {
  return error => {
    throw awsErrorKind(error) === 'denied'
      ? unreadable(`bedrock-agentcore:${operation}`, error)
      : error;
  };
}

/** `MemoryWriter` over the AWS SDK. */
export class DefaultMemoryWriter implements MemoryWriter {
  readonly #clients: AwsClients;

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  async create(
    place: AwsPlace,
    memory: NewMemory,
    { signal }: CallOptions = {},
  ): Promise<CreatedMemory> {
    const agentCore = await this.#clients.agentCore(place, signal);
    const request = agentCore.send(
      new CreateMemoryCommand({
        name: memory.name,
        description: memory.description,
        encryptionKeyArn: memory.encryptionKeyArn,
        eventExpiryDuration: memory.eventExpiryDays,
        memoryExecutionRoleArn: memory.executionRoleArn,
        memoryStrategies: memory.strategies.map(toStrategyInput),
        tags: memory.tags,
        clientToken: memory.clientToken,
      }),
      { abortSignal: signal },
    );
    const answer = await request.catch(withoutNames('CreateMemory'));
    const { arn, id } = answer.memory ?? {};
    if (!arn || !id) {
      throw new UnexpectedAnswerError('AWS answered without arn or id');
    }
    return { arn, memoryId: id };
  }

  async read(
    place: AwsPlace,
    memoryId: string,
    { signal }: CallOptions = {},
  ): Promise<MemoryState> {
    const agentCore = await this.#clients.agentCore(place, signal);
    const { memory } = await agentCore
      .send(new GetMemoryCommand({ memoryId, view: 'without_decryption' }), {
        abortSignal: signal,
      })
      .catch(withoutNames('GetMemory'));
    if (!memory?.status) {
      throw new UnexpectedAnswerError('AWS answered without status');
    }
    return {
      status: memory.status,
      failureReason: memory.failureReason,
      description: memory.description,
      encryptionKeyArn: memory.encryptionKeyArn,
      eventExpiryDays: memory.eventExpiryDuration,
      executionRoleArn: memory.memoryExecutionRoleArn,
      strategies: (memory.strategies ?? []).map(({ type, name }) => ({
        type: type ?? '',
        name: name ?? '',
      })),
      hasStreams: (memory.streamDeliveryResources?.resources ?? []).length > 0,
      managedBy: memory.managedByResourceArn,
    };
  }
}
