import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import {
  ProviderConfig,
  PROVIDERS_KEY,
} from 'backstage-plugin-agentcore-memory-node';

/** The scan reads the catalog, which needs a moment to come up. */
const INITIAL_DELAY = { seconds: 5 };

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 30 },
  timeout: { minutes: 25 },
  initialDelay: INITIAL_DELAY,
};

/** When to scan. Throws `InputError` naming the key of a malformed schedule. */
export function readSchedule({
  id,
  schedule,
}: ProviderConfig): SchedulerServiceTaskScheduleDefinition {
  if (!schedule) return DEFAULT_SCHEDULE;
  try {
    const definition =
      readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
    return {
      ...definition,
      initialDelay: definition.initialDelay ?? INITIAL_DELAY,
    };
  } catch (error) {
    throw new InputError(
      `"${PROVIDERS_KEY}.${id}.schedule" is not a schedule: ${
        toError(error).message
      }`,
      error,
    );
  }
}
