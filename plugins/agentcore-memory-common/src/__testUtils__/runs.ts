/** How often a property is tried: 10,000 times on a developer's machine, 300 times in CI. */
export const RUNS = { numRuns: process.env.CI ? 300 : 10_000 };
