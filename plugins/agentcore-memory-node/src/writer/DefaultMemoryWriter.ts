import {
  CreateMemoryCommand,
  GetMemoryCommand,
  NamespaceKeyEntry,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions } from '../inventory/MemoryInventory';
import {
  CreatedMemory,
  MemoryState,
  MemoryWriter,
  NamespaceKey,
  NewMemory,
} from './MemoryWriter';
import { toMemoryState } from './toMemoryState';
import { toStrategyInput } from './toStrategyInput';
import { withoutNames } from './withoutNames';

/** AWS refuses lists of none here. */
function someOf<T>(list: readonly T[]): T[] | undefined {
  return list.length > 0 ? [...list] : undefined;
}

function toNamespaceKey(namespaceKey: NamespaceKey): NamespaceKeyEntry {
  const { key, allowedValues, regexPattern } = namespaceKey;
  const isFree = allowedValues === undefined && regexPattern === undefined;
  return {
    key,
    validation: isFree
      ? undefined
      : { allowedValues: allowedValues && [...allowedValues], regexPattern },
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
        indexedKeys: someOf(memory.indexedKeys),
        namespaceKeys: someOf(memory.namespaceKeys)?.map(toNamespaceKey),
        tags: memory.tags,
        clientToken: memory.clientToken,
      }),
      { abortSignal: signal },
    );
    const answer = await request.catch(
      withoutNames('bedrock-agentcore:CreateMemory'),
    );
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
      .catch(withoutNames('bedrock-agentcore:GetMemory'));
    return toMemoryState(memory);
  }
}
