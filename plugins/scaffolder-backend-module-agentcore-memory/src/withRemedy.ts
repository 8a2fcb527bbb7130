import { isError } from '@backstage/errors';
import { UnreadablePlaceError } from 'backstage-plugin-agentcore-memory-node';

/** What to do where AWS refuses to create a memory, by the error's name and words. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /^ServiceQuotaExceededException/,
    'The account has as many memories in the region as its quota allows: have the quota raised, or choose another region.',
  ],
  [
    /^ValidationException: .*(role validation failed|trust policy|does not have access to provided)/i,
    'executionRoleArn: the role must let bedrock-agentcore.amazonaws.com assume it, and be allowed to use what the strategies name.',
  ],
  [
    /^UnreadablePlaceError: /,
    'Compare the roles with docs/iam/read.json and docs/iam/create.json; the audit log has all that AWS said.',
  ],
];

/** Adds to an error of AWS what to do about it. Keeps its name, and itself as the cause. */
export function withRemedy(error: unknown): never {
  if (!isError(error)) throw error;
  const noService =
    (error instanceof UnreadablePlaceError && error.noSuchService) ||
    ('code' in error && error.code === 'ENOTFOUND');
  const text = `${error.name}: ${error.message}`;
  const remedy = noService
    ? 'region: it has no AgentCore Memory, or is not enabled for the account: choose another region.'
    : REMEDIES.find(([pattern]) => pattern.test(text))?.[1];
  if (remedy === undefined) throw error;
  const told = new Error(`${error.message} ${remedy}`, {
    cause: error.cause ?? error,
  });
  told.name = error.name;
  throw told;
}
