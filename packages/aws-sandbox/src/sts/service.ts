import { AwsError } from '../http/awsError';
import { InputReader, Input } from '../http/InputReader';
import { Operation, Service } from '../http/operation';

// All members of a query request are strings, numbers included.
function readInput(input: Input): InputReader {
  const numbers = Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      key === 'DurationSeconds' ? Number(value) : value,
    ]),
  );
  return new InputReader(
    numbers,
    (member, message) =>
      new AwsError(
        'ValidationError',
        400,
        `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member ${message}`,
      ),
  );
}

/** AssumeRole: returns temporary credentials of the role's account, which expire by the clock. */
const assumeRole: Operation = ({ state, caller, input, now }) => {
  const reader = readInput(input);
  const seconds = reader.integer('DurationSeconds', 900, 43_200) ?? 3600;
  const session = state.accounts.assumeRole({
    caller,
    roleArn: reader.requiredString('RoleArn', { min: 20, max: 2048 }),
    sessionName: reader.requiredString('RoleSessionName', {
      pattern: /^[\w+=,.@-]{2,64}$/,
    }),
    externalId: reader.string('ExternalId', { min: 2, max: 1224 }),
    expiresAt: now + seconds * 1000,
  });
  return {
    body: {
      AssumedRoleUser: {
        AssumedRoleId: session.userId,
        Arn: session.principalArn,
      },
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAt).toISOString(),
      },
    },
  };
};

/** GetCallerIdentity. */
const getCallerIdentity: Operation = ({ caller }) => ({
  body: {
    UserId: caller.userId,
    Account: caller.accountId,
    Arn: caller.principalArn,
  },
});

/** The operations of STS for roles and identity. */
export const stsService: Service = {
  operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
  pageTokens: {},
  resourcesOf: ({ input }) =>
    typeof input.RoleArn === 'string' ? [input.RoleArn] : [],
};
