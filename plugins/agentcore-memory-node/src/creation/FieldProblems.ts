import { InputError } from '@backstage/errors';
import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';

/** What is wrong with the fields of a form. @public */
export class FieldProblemsError extends InputError {
  /** All of it, field by field. */
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(
      problems
        .map(({ field, message }) => (field ? `${field}: ${message}` : message))
        .join('; '),
    );
    this.problems = problems;
  }
}

/** Collects what is wrong, so that people are told all of it at once. */
export class FieldProblems {
  readonly #problems: FieldProblem[] = [];

  add(field: string, message: string): void {
    this.#problems.push({ field, message });
  }

  /** Throws a `FieldProblemsError` where there are any. */
  throwIfAny(): void {
    if (this.#problems.length > 0) throw new FieldProblemsError(this.#problems);
  }
}
