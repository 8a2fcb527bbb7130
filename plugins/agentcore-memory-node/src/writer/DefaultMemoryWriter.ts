import {
  CreateMemoryCommand,
  GetMemoryCommand,
  MemoryStrategyInput,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions } from '../inventory/MemoryInventory';
import {
  CreatedMemory,
  CreationStatus,
  MemoryWriter,
  NewMemory,
  StrategyType,
} from './MemoryWriter';

const STRATEGY: Record<StrategyType, MemoryStrategyInput> = {
  SEMANTIC: { semanticMemoryStrategy: { name: 'facts' } },
  SUMMARIZATION: { summaryMemoryStrategy: { name: 'summaries' } },
  USER_PREFERENCE: { userPreferenceMemoryStrategy: { name: 'preferences' } },
  EPISODIC: { episodicMemoryStrategy: { name: 'episodes' } },
};

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
    const { agentCore } = await this.#clients.at(place);
    const answer = await agentCore.send(
      new CreateMemoryCommand({
        name: memory.name,
        description: memory.description,
        encryptionKeyArn: memory.encryptionKeyArn,
        eventExpiryDuration: memory.eventExpiryDays,
        memoryExecutionRoleArn: memory.executionRoleArn,
        memoryStrategies: memory.strategies.map(type => STRATEGY[type]),
        tags: memory.tags,
        clientToken: memory.clientToken,
      }),
      { abortSignal: signal },
    );
    const { arn, id } = answer.memory ?? {};
    if (!arn || !id) {
      throw new UnexpectedAnswerError('AWS answered without arn or id');
    }
    return { arn, memoryId: id };
  }

  async status(
    place: AwsPlace,
    memoryId: string,
    { signal }: CallOptions = {},
  ): Promise<CreationStatus> {
    const { agentCore } = await this.#clients.at(place);
    const { memory } = await agentCore.send(
      new GetMemoryCommand({ memoryId, view: 'without_decryption' }),
      { abortSignal: signal },
    );
    if (!memory?.status) {
      throw new UnexpectedAnswerError('AWS answered without status');
    }
    return { status: memory.status, failureReason: memory.failureReason };
  }
}
