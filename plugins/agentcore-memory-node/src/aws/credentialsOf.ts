import { Config } from '@backstage/config';
import {
  AwsCredentialProvider,
  AwsCredentialsManager,
  DefaultAwsCredentialsManager,
} from '@backstage/integration-aws-node';

/**
 * Backstage's credentials as its `aws:` configuration has them.
 *
 * For an account that is not configured, Backstage's manager asks STS whether it is that of the main credentials,
 * with a client that neither ends nor uses a proxy. Here those are given unasked: whose they are is found out before
 * they are used, as with all others.
 */
export function credentialsOf(config: Config): AwsCredentialsManager {
  const manager = DefaultAwsCredentialsManager.fromConfig(config);
  const aws = config.getOptionalConfig('aws');
  if (aws?.has('accountDefaults.roleName')) return manager;
  const configured = new Set(
    aws
      ?.getOptionalConfigArray('accounts')
      ?.map(account => account.getString('accountId')),
  );
  return {
    async getCredentialProvider(options): Promise<AwsCredentialProvider> {
      const { accountId } = options ?? {};
      const isMain = accountId !== undefined && !configured.has(accountId);
      return manager.getCredentialProvider(isMain ? undefined : options);
    },
  };
}
