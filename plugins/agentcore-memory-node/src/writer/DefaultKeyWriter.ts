import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
} from '@aws-sdk/client-kms';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { isThrottled } from '../aws/governCalls';
import { UnexpectedAnswerError } from '../aws/toFacts';
import { CallOptions } from '../inventory/MemoryInventory';
import { KeyWriter, NewKey } from './KeyWriter';
import { toCreateKeyInput } from './toCreateKeyInput';
import { withoutNames } from './withoutNames';

/** Pauses before AWS is asked again where it said that it did nothing, in milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000];

/** `KeyWriter` over the AWS SDK. */
export class DefaultKeyWriter implements KeyWriter {
  readonly #clients: AwsClients;

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  async createKey(
    place: AwsPlace,
    key: NewKey,
    { signal }: CallOptions = {},
  ): Promise<string> {
    const { once } = await this.#clients.keysOf(place, signal);
    const command = new CreateKeyCommand(toCreateKeyInput(key));
    // Not abandoned half-way: the answer is all that names the key. It ends with the time-out of a request.
    const ask = () => {
      signal?.throwIfAborted();
      return once.send(command);
    };
    const answer = await whileThrottled(ask, signal).catch(
      withoutNames('kms:CreateKey'),
    );
    const arn = answer.KeyMetadata?.Arn;
    if (!arn) throw new UnexpectedAnswerError('AWS answered without Arn');
    return arn;
  }

  async enableRotation(
    place: AwsPlace,
    keyArn: string,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const { kms } = await this.#clients.keysOf(place, signal);
    await kms
      .send(new EnableKeyRotationCommand({ KeyId: keyArn }), {
        abortSignal: signal,
      })
      .catch(withoutNames('kms:EnableKeyRotation'));
  }

  async createAlias(
    place: AwsPlace,
    alias: string,
    keyArn: string,
    { signal }: CallOptions = {},
  ): Promise<void> {
    const { kms } = await this.#clients.keysOf(place, signal);
    await kms
      .send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyArn }), {
        abortSignal: signal,
      })
      .catch(withoutNames('kms:CreateAlias'));
  }
}

/** Asks again where AWS refused to do anything, and only there. */
async function whileThrottled<T>(
  ask: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!isThrottled(error)) throw error;
    }
    await delay(pause, undefined, { signal });
  }
  return ask();
}
