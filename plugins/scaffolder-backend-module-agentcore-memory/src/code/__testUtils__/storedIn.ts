import { Sandbox } from 'aws-sandbox';
import { KEY_ID, place } from './requests';

/** What AWS holds that comes from a request, without what AWS makes up. Keys are called by their alias. */
export function storedIn({ state }: Sandbox) {
  const { keys, aliases, memories } = state.store(place);
  const aliasOf = (keyId: string) =>
    [...aliases.values()].find(({ targetKeyId }) => targetKeyId === keyId)
      ?.name;
  const made = [...keys.values()].filter(({ keyId }) => keyId !== KEY_ID);
  return {
    keys: made.map(key => ({
      alias: aliasOf(key.keyId),
      description: key.description,
      keySpec: key.keySpec,
      keyUsage: key.keyUsage,
      origin: key.origin,
      multiRegion: key.multiRegion,
      rotationEnabled: key.rotationEnabled,
      rotationPeriodInDays: key.rotationPeriodInDays,
      policy: JSON.parse(key.policy),
      tags: key.tags,
    })),
    memories: [...memories.values()].map(memory => {
      const { id, arn, createdAt, updatedAt, sequence, ...held } = memory;
      const { status, transition, strategies, encryptionKeyArn, ...rest } =
        held;
      const key = made.find(one => one.arn === encryptionKeyArn);
      return {
        ...rest,
        encryptionKeyArn: key ? aliasOf(key.keyId) : encryptionKeyArn,
        strategies: strategies
          .map(strategy => ({
            name: strategy.name,
            description: strategy.description,
            type: strategy.type,
            namespaceTemplates: strategy.namespaceTemplates,
            configuration: strategy.configuration,
          }))
          .sort((a, b) => a.name.localeCompare(b.name)),
      };
    }),
  };
}
