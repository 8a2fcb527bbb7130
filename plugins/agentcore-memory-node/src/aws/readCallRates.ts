import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Where call rates are found in the app's configuration. @public */
export const CALL_RATES_KEY = 'agentCoreMemory.callsPerSecond';

/**
 * Calls a second by IAM action, as configured: an organisation may have got higher quotas from AWS, or want
 * to leave more of them to others. Throws `InputError` naming the key that is wrong.
 */
export function readCallRates(
  root: Config,
): Readonly<Record<string, number>> | undefined {
  const rates = root.getOptional(CALL_RATES_KEY);
  if (rates === undefined) return undefined;
  if (typeof rates !== 'object' || rates === null || Array.isArray(rates)) {
    throw new InputError(`"${CALL_RATES_KEY}" must be an object`);
  }
  for (const [action, rate] of Object.entries(rates)) {
    if (!/^[a-z-]+:[A-Za-z]+$/.test(action)) {
      throw new InputError(
        `"${action}" at "${CALL_RATES_KEY}" is not an IAM action, such as bedrock-agentcore:GetMemory`,
      );
    }
    if (typeof rate !== 'number' || !(rate > 0)) {
      throw new InputError(
        `"${CALL_RATES_KEY}.${action}" must be a number of calls a second above 0, not ${String(
          rate,
        )}`,
      );
    }
  }
  return rates as Record<string, number>;
}
