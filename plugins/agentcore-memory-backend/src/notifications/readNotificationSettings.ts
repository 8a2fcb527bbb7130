import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'agentCoreMemory.notifications';

/** How owners are told of what got worse. */
export interface NotificationSettings {
  enabled: boolean;
}

/** Reads `agentCoreMemory.notifications`. Throws an `InputError` naming the key that is wrong. */
export function readNotificationSettings(root: Config): NotificationSettings {
  const config = root.getOptionalConfig(KEY);
  const other = config?.keys().find(key => key !== 'enabled');
  if (other) throw new InputError(`"${KEY}.${other}" is not a setting`);
  return { enabled: config?.getOptionalBoolean('enabled') ?? true };
}
