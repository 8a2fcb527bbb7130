/** How often a property is tried: often where somebody waits for the answer, less often on every push. */
export const RUNS = { numRuns: process.env.CI ? 300 : 10_000 };
