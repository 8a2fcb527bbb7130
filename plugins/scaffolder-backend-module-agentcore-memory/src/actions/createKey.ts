import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  aliasTaken,
  checkAssessment,
  describeCreateKey,
  findKeyByAlias,
  keyFields,
  KeyWriter,
  MemoryInventory,
  newKeyOf,
  Places,
  prepareKey,
  readKeyCreation,
  WriterConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { clientToken } from '../clientToken';
import { findOwnKey, isOwnKey, REQUEST_TAG } from '../findOwnKey';
import { giveAlias } from '../giveAlias';
import { Initiator, InitiatorServices } from '../Initiator';
import {
  DEFAULT_PROPAGATION,
  Propagation,
  retryWhileNew,
} from '../retryWhileNew';
import { waitUntilKeyIsReady } from '../waitUntilKeyIsReady';
import { examples } from './createKey.examples';

const ACTION_ID = 'agentcore-memory:create-key';
/** How the audit log calls the creation of a key. */
const EVENT_ID = 'key-create';

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
  const { inventory, keyWriter, places, config, rules } = options;
  const { propagation = DEFAULT_PROPAGATION } = options;
  return createTemplateAction({
    id: ACTION_ID,
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
      const { creation, key, token, existing } =
        await initiator.recordingRefusal(EVENT_ID, asked, async () => {
          const read = readKeyCreation(ctx.input, config);
          const { place, alias } = read;
          const { tags, findings } = await prepareKey(read, {
            requester: initiator,
            places,
            rules,
            signal,
          });
          checkAssessment({ findings }, rules, true);
          const own = clientToken({
            taskId: ctx.task.id,
            stepId: ctx.step?.id ?? ACTION_ID,
            name: alias,
            ...place,
          });
          const reader = inventory.createKeyReader({ signal });
          const arn = await findKeyByAlias(reader, place, alias);
          const isOurs =
            !arn ||
            (await isOwnKey(inventory, place, { arn, token: own }, signal));
          if (!isOurs) throw aliasTaken('alias', place, alias);
          return {
            creation: read,
            key: newKeyOf(place, read, { ...tags, [REQUEST_TAG]: own }),
            token: own,
            existing: arn,
          };
        });
      const { place, alias } = creation;
      if (ctx.isDryRun) {
        const where = `${place.region} of account ${place.accountId}`;
        describeCreateKey(key).forEach(request =>
          ctx.logger.info(`Would ask AWS in ${where}: ${request}`),
        );
        return;
      }

      const meta = { ...place, owner: creation.owner, alias };
      const once = <T extends JsonObject>(what: string, fn: () => Promise<T>) =>
        ctx.checkpoint({
          key: `key.${what}.${place.accountId}.${place.region}.${alias}`,
          fn,
        });
      // Only a step that began before may have made a key of which it did not hear.
      let isFirst = false;
      await once('begin', async () => {
        isFirst = true;
        return {};
      });
      const { keyArn, adopted } = await once('create', async () => {
        const made =
          existing ??
          (isFirst
            ? undefined
            : await findOwnKey(inventory, place, token, {
                propagation,
                signal,
              }));
        if (made) return { keyArn: made, adopted: true };
        const answer = await initiator.audited(EVENT_ID, meta, async () => ({
          keyArn: await keyWriter.createKey(place, key, { signal }),
        }));
        return { ...answer, adopted: false };
      });
      ctx.logger.info(
        adopted
          ? `An earlier run of this step made the key ${keyArn}`
          : `AWS created the key ${keyArn}`,
      );

      const change = (eventId: string, act: () => Promise<void>) =>
        initiator.audited(eventId, { ...meta, keyArn }, async () => {
          await retryWhileNew(
            { hasRole: false, keyCreatedAt: new Date().toISOString() },
            act,
            {
              propagation,
              onRetry: ({ message }) =>
                ctx.logger.info(`AWS does not know the key yet: ${message}`),
              signal,
            },
          );
          return {};
        });
      await once('rotation', () =>
        change('key-enable-rotation', () =>
          keyWriter.enableRotation(place, keyArn, { signal }),
        ),
      );
      await once('alias', () =>
        change('key-create-alias', () =>
          giveAlias(place, alias, keyArn, { keyWriter, inventory, signal }),
        ),
      );
      await waitUntilKeyIsReady({
        inventory,
        place,
        keyArn,
        rules,
        propagation,
        signal,
      });
      ctx.logger.info(`The key is ready as ${alias}`);
      ctx.output('keyArn', keyArn);
      ctx.output('alias', alias);
      ctx.output('adopted', adopted);
    },
  });
}
