import { isError } from '@backstage/errors';
import { FieldProblem } from 'backstage-plugin-agentcore-memory-common';
import {
  FieldProblemsError,
  UnreadablePlaceError,
  WithheldReason,
} from 'backstage-plugin-agentcore-memory-node';

const NO_SERVICE =
  'it has no AgentCore Memory, or is not enabled for the account';

/** What refuses a creation, and is fit to be shown: all other errors are faults. */
const REFUSALS = [
  'InputError',
  'ConflictError',
  'NotAllowedError',
  'ServiceUnavailableError',
  'UnreadablePlaceError',
];

/** What a refusal says of which field. Throws what is none. */
export function problemsOf(error: unknown): FieldProblem[] {
  if (error instanceof FieldProblemsError) return [...error.problems];
  if (error instanceof WithheldReason) return problemsOf(error.shown);
  if (error instanceof UnreadablePlaceError && error.noSuchService) {
    return [{ field: 'region', message: NO_SERVICE }];
  }
  if (!isError(error) || !REFUSALS.includes(error.name)) throw error;
  // Refusals begin with the field that they are about.
  const [, field, message] = /^([a-zA-Z]+): (.*)$/s.exec(error.message) ?? [
    '',
    error.name === 'NotAllowedError' ? 'accountId' : '',
    error.message,
  ];
  // A preview changes nothing in any case, so the sentence is of no use there.
  return [
    {
      field,
      message: message.replace(/ Nothing was (?:created|changed)\.$/, ''),
    },
  ];
}
