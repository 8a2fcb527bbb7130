/** What a value has to be. */
export type Goal = { atMost: number } | { atLeast: number } | undefined;

/** One thing that was measured. */
export interface Result {
  name: string;
  value: number;
  unit: string;
  /** In words, such as `≤ 45`; left out: for information. */
  goal?: string;
  ok?: boolean;
}

/** Prints results as they come, as a table or as one JSON object a line. */
export class Report {
  readonly #json: boolean;
  #failed = 0;

  constructor(json: boolean) {
    this.#json = json;
  }

  /** A value, rounded to three digits, and whether it reaches its goal. */
  add(name: string, value: number, unit: string, goal?: Goal): void {
    const rounded = Number(value.toPrecision(3));
    const result: Result = { name, value: rounded, unit };
    if (goal) {
      result.ok =
        'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
      result.goal = 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
      if (!result.ok) this.#failed += 1;
    }
    this.#print(result);
  }

  /** How many values did not reach their goals. */
  get failed(): number {
    return this.#failed;
  }

  #print(result: Result): void {
    if (this.#json) {
      process.stdout.write(`${JSON.stringify(result)}\n`);
      return;
    }
    const { name, value, unit, goal = '', ok } = result;
    let verdict = '';
    if (ok !== undefined) verdict = ok ? 'reached' : 'NOT REACHED';
    process.stdout.write(
      `${name.padEnd(64)} ${`${value} ${unit}`.padEnd(16)} ${goal.padEnd(
        10,
      )} ${verdict}\n`,
    );
  }
}
