import { CreationWorld, OWNER, place, RunOptions } from './CreationWorld';

const STRATEGY = {
  strategyId: 'facts-AbCdEfGhI1',
  name: 'facts',
  type: 'SEMANTIC' as const,
  namespaceTemplates: ['/strategies/{memoryStrategyId}/actors/{actorId}'],
  status: 'ACTIVE' as const,
  createdAt: 0,
  updatedAt: 0,
};

/** What tests of moving data do in a world. */
export function moving(world: CreationWorld) {
  const { state } = world.sandbox;
  const key = world.goodKey().arn;
  const say = (arn: string, text: string, more: object = {}) =>
    state.createEvent(arn, {
      actorId: 'ann',
      sessionId: 'monday',
      payload: [{ conversational: { content: { text }, role: 'USER' } }],
      ...more,
    });
  const outcome = <T>(running: Promise<T>) =>
    running.then(
      () => 'done',
      (error: Error) => error.message,
    );
  return {
    key,
    say,
    /** A memory without a key, with three events and a record. */
    old(more: object = {}) {
      const memory = state.createMemory({
        ...place,
        name: 'notes',
        tags: { owner: OWNER },
        strategies: [{ ...STRATEGY }],
        ...more,
      });
      for (const text of ['a', 'b', 'c']) say(memory.arn, text);
      state.createRecord(memory.arn, {
        text: 'x',
        memoryStrategyId: STRATEGY.strategyId,
        namespace: `/strategies/${STRATEGY.strategyId}/actors/ann`,
      });
      return memory;
    },
    named: (name: string) =>
      world.memories().find(memory => memory.name === name),
    migrate: (memoryArn: string, more: object = {}, options?: RunOptions) =>
      world.runMigrate({ memoryArn, encryptionKeyArn: key, ...more }, options),
    /** `done`, or why not. */
    migration: (memoryArn: string, more: object = {}, options?: RunOptions) =>
      outcome(
        world.runMigrate(
          { memoryArn, encryptionKeyArn: key, ...more },
          options,
        ),
      ),
    catchUp: (memoryArn: string, more: object = {}, options?: RunOptions) =>
      world.runCatchUp({ memoryArn, ...more }, options),
    /** `done`, or why not. */
    catchingUp: (memoryArn: string, more: object = {}, options?: RunOptions) =>
      outcome(world.runCatchUp({ memoryArn, ...more }, options)),
    /** `done`, or why not. */
    deletion: (memoryArn: string, more: object = {}, options?: RunOptions) =>
      outcome(world.runDelete({ memoryArn, ...more }, options)),
    events: (arn: string) => state.events(arn).length,
  };
}
