import { AwsError } from '../http/awsError';
import { InputReader, Input } from '../http/InputReader';

/** A client error of KMS. All have status 400 on the wire, unlike in the model. */
export function kmsError(code: string, message: string): AwsError {
  return new AwsError(code, 400, message);
}

/** Reads an input of KMS: a violated constraint is a ValidationException. */
export function readInput(input: Input): InputReader {
  return new InputReader(input, (member, message) =>
    kmsError(
      'ValidationException',
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member ${message}`,
    ),
  );
}
