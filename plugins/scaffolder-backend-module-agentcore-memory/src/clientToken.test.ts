import { clientToken } from './clientToken';

describe('clientToken', () => {
  it('is the same for the same memory of the same step, and no other', () => {
    const parts = {
      taskId: 'task',
      stepId: 'create',
      accountId: '111122223333',
      region: 'eu-central-1',
      name: 'notes',
    };
    const token = clientToken(parts);
    expect(clientToken({ ...parts })).toBe(token);
    for (const key of Object.keys(parts)) {
      expect(clientToken({ ...parts, [key]: 'other' })).not.toBe(token);
    }
  });
});
