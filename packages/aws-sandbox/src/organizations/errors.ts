import { AwsError } from '../http/awsError';
import { InputReader, Input } from '../http/InputReader';

/** A client error of Organizations; on the wire they all have status 400. */
export function organizationsError(
  code: string,
  message: string,
  details: { Reason?: string } = {},
): AwsError {
  return new AwsError(code, 400, message, details);
}

/** Reads an input of Organizations: a violated constraint is an InvalidInputException. */
export function readInput(input: Input): InputReader {
  return new InputReader(input, (member, message) =>
    organizationsError(
      'InvalidInputException',
      `You provided a value for ${member} that does not match the required pattern: ${message}`,
      { Reason: 'INVALID_PATTERN' },
    ),
  );
}
