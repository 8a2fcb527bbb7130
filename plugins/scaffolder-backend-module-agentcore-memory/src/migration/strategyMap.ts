import { RepeatableStrategy } from 'backstage-plugin-agentcore-memory-node';
import { StrategyMap, TargetStrategy } from './recordMapping';

/**
 * The metadata that a strategy's records have. Undefined where AWS gave none, or in a form that is not known: only its
 * answers to writes tell then.
 */
function metadataKeysOf({
  recordSchema,
}: RepeatableStrategy): string[] | undefined {
  const { metadataSchema } = (recordSchema ?? {}) as {
    metadataSchema?: unknown;
  };
  if (!Array.isArray(metadataSchema)) return undefined;
  const keys = metadataSchema.map((entry: { key?: unknown }) => entry?.key);
  return keys.every(key => typeof key === 'string') ? keys : undefined;
}

/** Which strategy of the new memory takes the place of which of the old one: the one of the same name. */
export function strategyMap(
  from: readonly RepeatableStrategy[],
  to: readonly RepeatableStrategy[],
): StrategyMap {
  const byName = new Map(to.map(strategy => [strategy.name, strategy]));
  return new Map(
    from.flatMap(({ strategyId, name }): [string, TargetStrategy][] => {
      const strategy = byName.get(name);
      if (!strategy) return [];
      const metadataKeys = metadataKeysOf(strategy);
      return [
        [
          strategyId,
          {
            id: strategy.strategyId,
            name,
            ...(metadataKeys && { metadataKeys }),
          },
        ],
      ];
    }),
  );
}
