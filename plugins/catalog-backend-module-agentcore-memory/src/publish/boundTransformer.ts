/** How long a transformer may take for one entity, in milliseconds. */
export const TRANSFORMER_TIMEOUT_MS = 5_000;
/** After so many entities in a row for which it took too long, it is not asked for a while. */
export const MAX_TIMEOUTS = 3;
export const NOT_ASKED_FOR_MS = 5 * 60_000;

/**
 * A transformer that rejects where the original takes too long. What is published waits for it, so one that hangs
 * must not stop thousands of entities for five seconds each.
 */
export function boundTransformer<Entity, Facts>(
  transformer: (entity: Entity, facts: Facts) => Entity | Promise<Entity>,
): (entity: Entity, facts: Facts) => Promise<Entity> {
  let timeouts = 0;
  let askAgainAt = 0;
  return async (entity, facts) => {
    if (Date.now() < askAgainAt) {
      throw new Error(`It took too long for ${MAX_TIMEOUTS} entities in a row`);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        timeouts += 1;
        if (timeouts >= MAX_TIMEOUTS) {
          timeouts = 0;
          askAgainAt = Date.now() + NOT_ASKED_FOR_MS;
        }
        reject(new Error(`It took over ${TRANSFORMER_TIMEOUT_MS} ms`));
      }, TRANSFORMER_TIMEOUT_MS);
    });
    try {
      const given = await Promise.race([transformer(entity, facts), late]);
      timeouts = 0;
      return given;
    } finally {
      clearTimeout(timer);
    }
  };
}
