import {
  CreateMemoryCommand,
  DeleteMemoryCommand,
  GetMemoryCommand,
  TagResourceCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions } from '../inventory/MemoryInventory';
import {
  CreatedMemory,
  MemoryState,
  MemoryWriter,
  NewMemory,
  RepeatableMemory,
} from './MemoryWriter';
import { toCreateMemoryInput } from './toCreateMemoryInput';
import { toMemoryState } from './toMemoryState';
import { toRepeatable } from './toRepeatable';
import { withoutNames } from './withoutNames';

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
      new CreateMemoryCommand(toCreateMemoryInput(memory)),
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

  async readToRepeat(
    place: AwsPlace,
    memoryId: string,
    { signal }: CallOptions = {},
  ): Promise<RepeatableMemory> {
    const agentCore = await this.#clients.agentCore(place, signal);
    const { memory } = await agentCore
      .send(new GetMemoryCommand({ memoryId, view: 'full' }), {
        abortSignal: signal,
      })
      .catch(withoutNames('bedrock-agentcore:GetMemory'));
    return toRepeatable(memory);
  }

  async tag(
    place: AwsPlace,
    arn: string,
    tags: Readonly<Record<string, string>>,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const agentCore = await this.#clients.agentCore(place, signal);
    await agentCore
      .send(new TagResourceCommand({ resourceArn: arn, tags: { ...tags } }), {
        abortSignal: signal,
      })
      .catch(withoutNames('bedrock-agentcore:TagResource'));
  }

  async delete(
    place: AwsPlace,
    memoryId: string,
    clientToken: string,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const agentCore = await this.#clients.agentCore(place, signal);
    await agentCore
      .send(new DeleteMemoryCommand({ memoryId, clientToken }), {
        abortSignal: signal,
      })
      .catch(withoutNames('bedrock-agentcore:DeleteMemory'));
  }
}
