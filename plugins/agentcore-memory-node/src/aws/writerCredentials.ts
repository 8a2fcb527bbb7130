import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';
import { JsonObject } from '@backstage/types';
import { credentialsOf } from './credentialsOf';
import { WRITER_KEY } from '../config/readWriterConfig';

/**
 * Backstage's `aws:` configuration with another role in every account: what changes things must not be what scans.
 * Everything else, such as the external id, is as configured there.
 *
 * @param roleName - `undefined`: the roles are those of the configuration
 */
export function writerCredentials(
  root: Config,
  roleName: string | undefined,
): AwsCredentialsManager {
  if (roleName === undefined) {
    return credentialsOf(root);
  }
  const aws = root.getOptional<JsonObject>('aws') ?? {};
  const accounts = (aws.accounts ?? []) as JsonObject[];
  accounts.forEach(({ profile }, index) => {
    if (profile !== undefined) {
      throw new InputError(
        `"aws.accounts[${index}].profile" has no role that "${WRITER_KEY}.roleName" could replace`,
      );
    }
  });
  return DefaultAwsCredentialsManager.fromConfig(
    new ConfigReader({
      aws: {
        ...aws,
        accounts: accounts.map(account => ({ ...account, roleName })),
        accountDefaults: {
          ...(aws.accountDefaults as JsonObject | undefined),
          roleName,
        },
      },
    }),
  );
}
