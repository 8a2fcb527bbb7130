/** Unchecked input of an operation, as parsed from the request. */
export type Input = Readonly<Record<string, unknown>>;

/** Creates the error of a service for a member that violates a constraint. */
export type InvalidInput = (member: string, message: string) => Error;

/** Reads members of an input with the constraints of the service's model. */
export class InputReader {
  readonly #input: Input;
  readonly #invalid: InvalidInput;

  constructor(input: Input, invalid: InvalidInput) {
    this.#input = input;
    this.#invalid = invalid;
  }

  /** A string, or undefined when absent. */
  string(
    member: string,
    constraint: { pattern?: RegExp; min?: number; max?: number } = {},
  ): string | undefined {
    const value = this.#input[member];
    if (value === undefined || value === null) return undefined;
    const { pattern, min = 0, max = Infinity } = constraint;
    if (typeof value !== 'string') {
      throw this.#invalid(member, 'must be a string');
    }
    if (value.length < min || value.length > max) {
      throw this.#invalid(member, `must have length between ${min} and ${max}`);
    }
    if (pattern && !pattern.test(value)) {
      throw this.#invalid(
        member,
        `must satisfy regular expression pattern: ${pattern.source}`,
      );
    }
    return value;
  }

  /** A required string. */
  requiredString(
    member: string,
    constraint: { pattern?: RegExp; min?: number; max?: number } = {},
  ): string {
    return this.#required(member, this.string(member, constraint));
  }

  /** One of the given values, or undefined when absent. */
  choice<T extends string>(
    member: string,
    choices: readonly T[],
  ): T | undefined {
    const value = this.string(member);
    if (value === undefined) return undefined;
    const found = choices.find(choice => choice === value);
    if (!found) {
      throw this.#invalid(
        member,
        `must satisfy enum value set: [${choices.join(', ')}]`,
      );
    }
    return found;
  }

  /** An integer within bounds, or undefined when absent. */
  integer(member: string, min: number, max: number): number | undefined {
    const value = this.#input[member];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw this.#invalid(member, 'must be a whole number');
    }
    if (value < min || value > max) {
      throw this.#invalid(
        member,
        `must be greater than or equal to ${min} and less than or equal to ${max}`,
      );
    }
    return value;
  }

  /** A required integer. */
  requiredInteger(member: string, min: number, max: number): number {
    return this.#required(member, this.integer(member, min, max));
  }

  /** A timestamp in epoch seconds, as JSON has it, or undefined when absent; returned in epoch milliseconds. */
  timestamp(member: string): number | undefined {
    const value = this.#input[member];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !(value >= 0 && value < 1e12)) {
      throw this.#invalid(member, 'must be a timestamp');
    }
    return Math.round(value * 1000);
  }

  /** A required timestamp. */
  requiredTimestamp(member: string): number {
    return this.#required(member, this.timestamp(member));
  }

  /** A boolean; false when absent. */
  flag(member: string): boolean {
    const value = this.#input[member];
    if (value !== undefined && value !== null && typeof value !== 'boolean') {
      throw this.#invalid(member, 'must be a boolean');
    }
    return value === true;
  }

  /** A structure or map, or undefined when absent. */
  record(member: string): Input | undefined {
    const value = this.#input[member];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw this.#invalid(member, 'must be a structure');
    }
    return value as Input;
  }

  /** A list within length bounds, or undefined when absent. */
  list(member: string, min: number, max: number): unknown[] | undefined {
    const value = this.#input[member];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || value.length < min || value.length > max) {
      throw this.#invalid(
        member,
        `must be a list with ${min} to ${max} members`,
      );
    }
    return value;
  }

  /** A list of structures within length bounds, or undefined when absent. */
  records(member: string, min: number, max: number): Input[] | undefined {
    const list = this.list(member, min, max);
    if (list?.some(item => typeof item !== 'object' || item === null)) {
      throw this.#invalid(member, 'must be a list of structures');
    }
    return list as Input[] | undefined;
  }

  /** A list of strings within length bounds, or undefined when absent. */
  strings(member: string, min: number, max: number): string[] | undefined {
    const list = this.list(member, min, max);
    if (list?.some(item => typeof item !== 'string')) {
      throw this.#invalid(member, 'must be a list of strings');
    }
    return list as string[] | undefined;
  }

  #required<T>(member: string, value: T | undefined): T {
    if (value === undefined) throw this.#invalid(member, 'must not be null');
    return value;
  }
}
