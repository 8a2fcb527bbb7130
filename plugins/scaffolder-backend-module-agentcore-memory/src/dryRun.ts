import { LoggerService } from '@backstage/backend-plugin-api';
import { AwsPlace } from 'backstage-plugin-agentcore-memory-node';

/** Tells the log of a dry run what AWS would be asked. */
export function tellRequests(
  logger: Pick<LoggerService, 'info'>,
  { accountId, region }: AwsPlace,
  requests: readonly string[],
): void {
  for (const request of requests) {
    logger.info(
      `Would ask AWS in ${region} of account ${accountId}: ${request}`,
    );
  }
}
