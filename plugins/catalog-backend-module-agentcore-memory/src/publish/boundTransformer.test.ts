import { Entity } from '@backstage/catalog-model';
import {
  boundTransformer,
  MAX_TIMEOUTS,
  NOT_ASKED_FOR_MS,
  TRANSFORMER_TIMEOUT_MS,
} from './boundTransformer';

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'notes' },
};

describe('boundTransformer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** What the work comes to after the time that it may take. */
  const inTime = async (work: Entity | Promise<Entity>) => {
    const settled = Promise.resolve(work).catch(
      (error: Error) => error.message,
    );
    await jest.advanceTimersByTimeAsync(TRANSFORMER_TIMEOUT_MS);
    return settled;
  };

  it('gives what the transformer gives, and leaves no timer', async () => {
    const bound = boundTransformer((entity: Entity) => ({
      ...entity,
      kind: 'Other',
    }));
    expect(await bound(ENTITY, {})).toEqual({ ...ENTITY, kind: 'Other' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rejects where the transformer throws', async () => {
    const bound = boundTransformer((): Entity => {
      throw new Error('down');
    });
    await expect(bound(ENTITY, {})).rejects.toThrow('down');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not ask a transformer that hangs for every entity', async () => {
    const transformer = jest.fn(() => new Promise<Entity>(() => {}));
    const bound = boundTransformer(transformer);
    for (let i = 0; i < MAX_TIMEOUTS; i += 1) {
      expect(await inTime(bound(ENTITY, {}))).toBe('It took over 5000 ms');
    }
    await expect(bound(ENTITY, {})).rejects.toThrow(
      'It took too long for 3 entities in a row',
    );
    expect(transformer).toHaveBeenCalledTimes(MAX_TIMEOUTS);

    await jest.advanceTimersByTimeAsync(NOT_ASKED_FOR_MS);
    expect(await inTime(bound(ENTITY, {}))).toBe('It took over 5000 ms');
    expect(transformer).toHaveBeenCalledTimes(MAX_TIMEOUTS + 1);
  });
});
