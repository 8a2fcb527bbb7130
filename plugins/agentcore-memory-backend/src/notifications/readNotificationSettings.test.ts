import { ConfigReader } from '@backstage/config';
import { readNotificationSettings } from './readNotificationSettings';

const read = (notifications?: object) =>
  readNotificationSettings(
    new ConfigReader(
      notifications === undefined
        ? {}
        : { agentCoreMemory: { notifications: { ...notifications } } },
    ),
  );

describe('readNotificationSettings', () => {
  it('tells owners unless that is switched off', () => {
    expect(read()).toEqual({ enabled: true });
    expect(read({ enabled: false })).toEqual({ enabled: false });
  });

  it('names what is wrong', () => {
    expect(() => read({ enable: false })).toThrow(
      '"agentCoreMemory.notifications.enable" is not a setting',
    );
    expect(() => read({ enabled: 'perhaps' })).toThrow(
      'agentCoreMemory.notifications.enabled',
    );
  });
});
