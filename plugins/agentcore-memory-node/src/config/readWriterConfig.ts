import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { listAt, refuseUnknownKeys } from './configHelpers';
import { findTagFault } from '../writer/tags';

/** Where the settings for changing things in AWS are found in the app's configuration. */
export const WRITER_KEY = 'agentCoreMemory.writer';

/** How things are created in AWS. @public */
export interface WriterConfig {
  /** Name of the role, path included, that is assumed for changing things. Default: the role that reads. */
  roleName?: string;
  /** Tags that everything created gets, such as a cost centre. */
  defaultTags: Readonly<Record<string, string>>;
  /** Roles that memories may be given: ARNs, or paths that begin and end with a slash. Default: none. */
  executionRoles: readonly string[];
}

/** IAM: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, RoleName and Path. */
const ROLE_NAME = /^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const ROLE_ARN =
  /^arn:aws[a-z-]*:iam::\d{12}:role\/([\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;
const ROLE_PATH = /^\/([\x21-\x2e\x30-\x7e]+\/)+$/;

/** Reads `agentCoreMemory.writer`. Throws `InputError` naming the key that is wrong. @public */
export function readWriterConfig(root: Config): WriterConfig {
  const config = root.getOptionalConfig(WRITER_KEY);
  if (!config) return { defaultTags: {}, executionRoles: [] };
  refuseUnknownKeys(
    config,
    ['roleName', 'defaultTags', 'executionRoles'],
    WRITER_KEY,
  );
  return {
    roleName: readRoleName(config),
    defaultTags: readTags(config),
    executionRoles: readExecutionRoles(config),
  };
}

function readRoleName(config: Config): string | undefined {
  const roleName = config.getOptionalString('roleName');
  if (roleName !== undefined && !ROLE_NAME.test(roleName)) {
    throw new InputError(
      `"${roleName}" at "${WRITER_KEY}.roleName" is not the name of a role, such as BackstageWriter`,
    );
  }
  return roleName;
}

function readTags(config: Config): Record<string, string> {
  const tags = config.getOptional('defaultTags') ?? {};
  const fault = findTagFault(tags);
  if (fault) throw new InputError(`"${WRITER_KEY}.defaultTags": ${fault}`);
  return tags as Record<string, string>;
}

function readExecutionRoles(config: Config): string[] {
  const roles = listAt(config, 'executionRoles')?.map(String) ?? [];
  roles.forEach((role, index) => {
    if (!ROLE_ARN.test(role) && !ROLE_PATH.test(role)) {
      throw new InputError(
        `"${role}" at "${WRITER_KEY}.executionRoles[${index}]" is neither the ARN of a role nor a path, such as /agentcore/`,
      );
    }
  });
  return roles;
}
