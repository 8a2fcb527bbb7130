import { AwsError } from '../http/awsError';
import { InputReader, Input } from '../http/InputReader';

/** The ValidationException of AgentCore. */
export function validationException(
  message: string,
  fields: Array<{ name: string; message: string }> = [],
  reason: string = 'FieldValidationFailed',
): AwsError {
  return new AwsError('ValidationException', 400, message, {
    reason,
    fieldList: fields,
  });
}

/** Reads an input of AgentCore: a violated constraint is a ValidationException that names the field. */
export function readInput(input: Input): InputReader {
  return new InputReader(input, (name, message) =>
    validationException(
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member ${message}`,
      [{ name, message }],
    ),
  );
}
