import {
  CreateMemoryCommand,
  GetMemoryCommand,
  MemoryStrategyInput,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { Config } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { AwsClientOptions, AwsClients, AwsPlace } from '../aws/AwsClients';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { readCallRates } from '../config/readCallRates';
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

/** `MemoryWriter` over the AWS SDK. @public */
export class DefaultMemoryWriter implements MemoryWriter {
  readonly #clients: AwsClients;

  private constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  /** Writes with the credentials of Backstage's `aws:` configuration. */
  static fromConfig(
    config: Config,
    options?: AwsClientOptions,
  ): DefaultMemoryWriter {
    return new DefaultMemoryWriter(
      new AwsClients(DefaultAwsCredentialsManager.fromConfig(config), {
        callsPerSecond: readCallRates(config),
        ...options,
      }),
    );
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
