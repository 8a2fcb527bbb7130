import { isError } from '@backstage/errors';
import { AwsPlace } from './AwsPlace';
import { CallBudget } from './CallBudget';
import { currentPurpose } from './CallMeter';
import { sessionQuota } from './sessionQuota';

/** Error names by which services of AWS answer that calls come too fast. */
const THROTTLED = new Set([
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);

/** Whether AWS answered that calls come too fast, and so did nothing. */
export function isThrottled(error: unknown): boolean {
  return isError(error) && THROTTLED.has(error.name);
}

/** What of an SDK client is needed to look at each of its tries. */
interface Client {
  middlewareStack: {
    addRelativeTo(
      middleware: (
        // any: inputs and outputs differ from command to command, and are handed through as they are
        next: (args: any) => Promise<any>,
        context: { commandName?: string },
      ) => (args: any) => Promise<any>,
      options: {
        name: string;
        relation: 'after';
        toMiddleware: string;
      },
    ): void;
  };
}

/**
 * Makes every try of a client wait for its place in the budget, counts it, and slows down where AWS says so.
 * Behind the retries, so that those wait as well.
 *
 * @param service - in IAM's spelling, such as `kms`
 */
export function governCalls<T extends Client>(
  client: T,
  service: string,
  place: AwsPlace,
  budget: CallBudget,
): T {
  client.middlewareStack.addRelativeTo(
    (next, { commandName = '' }) =>
      async args => {
        const operation = `${service}:${commandName.replace(/Command$/, '')}`;
        const { meter, signal } = currentPurpose();
        const session = sessionQuota(operation, args.input);
        // Before the quota that all share: whoever waits for its session keeps nobody from that.
        if (session) {
          await budget.take(place, session.quota, signal, session.name);
        }
        await budget.take(place, operation, signal);
        meter?.count(operation);
        try {
          return await next(args);
        } catch (error) {
          if (isThrottled(error)) {
            budget.throttled(place, operation);
            if (session) budget.throttled(place, session.quota, session.name);
            meter?.countThrottle();
          }
          throw error;
        }
      },
    {
      name: 'agentCoreMemoryCallBudget',
      relation: 'after',
      toMiddleware: 'retryMiddleware',
    },
  );
  return client;
}
