import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  aliasTaken,
  checkAssessment,
  describeCreateKey,
  findKeyByAlias,
  keyFields,
  KeyWriter,
  MemoryInventory,
  Places,
  prepareKey,
  readKeyCreation,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { isOwnKey } from '../findOwnKey';
import { tellRequests } from '../dryRun';
import { Initiator, InitiatorServices } from '../Initiator';
import { CREATE_KEY_EVENT, keyTokenOf, makeKey, requestOf } from '../makeKey';
import { DEFAULT_PROPAGATION, Propagation } from '../retryWhileNew';
import { examples } from './createKey.examples';

/** What the action works with. */
export interface CreateKeyOptions extends InitiatorServices {
  inventory: MemoryInventory;
  keyWriter: KeyWriter;
  places: Places;
  config: WriterConfig;
  rules: RuleSettings;
  /** For the new key. */
  propagation?: Propagation;
}

/**
 * `agentcore-memory:create-key`: creates a KMS key for AgentCore memories: symmetric, rotated every year, with an alias,
 * and with a policy that lets AgentCore use it and the account administer it, and no more.
 *
 * A key that this step made before is taken as it is, however often the step runs: KMS has no client tokens, so the key
 * has a tag by which it is found. An alias that another key has is refused.
 */
export function createCreateKeyAction(options: CreateKeyOptions) {
  const { inventory, places, config, rules } = options;
  const { propagation = DEFAULT_PROPAGATION } = options;
  return createTemplateAction({
    id: 'agentcore-memory:create-key',
    description:
      'Creates a customer-managed KMS key for Amazon Bedrock AgentCore memories, with rotation, alias and a least-privilege policy',
    supportsDryRun: true,
    examples,
    schema: {
      input: keyFields,
      output: {
        keyArn: z => z.string({ description: 'ARN of the key' }),
        alias: z => z.string({ description: 'Alias of the key' }),
        adopted: z =>
          z.boolean({
            description: 'Whether an earlier run of this step made the key',
          }),
      },
    },
    async handler(ctx) {
      const { signal } = ctx;
      const initiator = new Initiator(
        options,
        await ctx.getInitiatorCredentials(),
        ctx.task.id,
      );
      const { owner, accountId, region } = ctx.input;
      const asked = { owner, accountId, region };
      const { key, token, existing } = await initiator.recordingRefusal(
        CREATE_KEY_EVENT,
        asked,
        async () => {
          const read = readKeyCreation(ctx.input, config);
          const { place, alias } = read;
          const { tags, findings } = await prepareKey(read, {
            requester: initiator,
            places,
            rules,
            signal,
          });
          checkAssessment({ findings }, rules, true);
          const own = keyTokenOf(ctx, read);
          const reader = inventory.createKeyReader({ signal });
          const arn = await findKeyByAlias(reader, place, alias, 'alias');
          const isOurs =
            !arn ||
            (await isOwnKey(inventory, place, { arn, token: own }, signal));
          if (!isOurs) throw aliasTaken('alias', place, alias);
          return { key: { ...read, tags }, token: own, existing: arn };
        },
      );
      if (ctx.isDryRun) {
        const requests = describeCreateKey(requestOf(key, token));
        tellRequests(ctx.logger, { accountId, region }, requests);
        return;
      }
      const { keyArn, adopted } = await makeKey(ctx, key, {
        ...options,
        initiator,
        propagation,
        existing,
      });
      ctx.output('keyArn', keyArn);
      ctx.output('alias', key.alias);
      ctx.output('adopted', adopted);
    },
  });
}
