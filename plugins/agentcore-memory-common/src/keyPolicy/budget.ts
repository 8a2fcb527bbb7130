/** There is more to find out than may be spent on it. Never leaves the functions that give an answer. */
export class BudgetSpent extends Error {}

/**
 * Counts the steps of an evaluation and ends it when they run out: whoever may write a key policy must not be able
 * to stop the process that judges it.
 *
 * @remarks
 * A step is about what it takes to compare one value or to go on by one character of a pattern.
 */
export class Budget {
  private left: number;

  constructor(readonly steps: number) {
    this.left = steps;
  }

  /** How many steps were taken. */
  get spent(): number {
    return this.steps - this.left;
  }

  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new BudgetSpent('there is too much to find out');
  }

  /** The same for looking at a text, most of which takes less than a step a character. */
  read(text: string): void {
    this.spend(1 + Math.floor(text.length / 16));
  }

  /** What comes out, or `undefined` if the steps run out on the way. */
  try<T>(find: () => T): T | undefined {
    try {
      return find();
    } catch (error) {
      if (error instanceof BudgetSpent) return undefined;
      throw error;
    }
  }
}

/** For one policy: far above what people write, and some hundred milliseconds at most. */
export const MAX_STEPS = 1_500_000;
