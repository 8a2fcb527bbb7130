import { KeyActivity } from 'backstage-plugin-agentcore-memory-common';

/** A key that an agent uses, and that somebody tried to use who may not. */
export const KEY_ACTIVITY: KeyActivity = {
  keyArn:
    'arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001',
  lastUsage: {
    status: 'read',
    readAt: '2026-11-27T08:00:00.000Z',
    trackedSince: '2026-03-11T00:00:00.000Z',
    last: { operation: 'Decrypt', at: '2026-11-27T07:00:00.000Z' },
  },
  history: {
    status: 'read',
    readAt: '2026-11-27T08:00:00.000Z',
    since: '2026-08-29T08:00:00.000Z',
    unreadable: 0,
    principals: [
      {
        name: 'arn:aws:sts::111122223333:assumed-role/SupportAgent/session-1',
        type: 'AssumedRole',
        accountId: '111122223333',
        via: 'bedrock-agentcore.amazonaws.com',
        operations: ['Decrypt', 'GenerateDataKey'],
        count: 14,
        failed: 0,
        firstAt: '2026-11-13T07:00:00.000Z',
        lastAt: '2026-11-27T07:00:00.000Z',
      },
      {
        name: 'arn:aws:iam::444455556666:user/mallory',
        type: 'IAMUser',
        accountId: '444455556666',
        operations: ['Decrypt'],
        count: 2,
        failed: 2,
        firstAt: '2026-11-20T07:00:00.000Z',
        lastAt: '2026-11-20T07:05:00.000Z',
      },
    ],
    events: [
      {
        id: 'e1',
        at: '2026-11-27T07:00:00.000Z',
        operation: 'Decrypt',
        principal:
          'arn:aws:sts::111122223333:assumed-role/SupportAgent/session-1',
        via: 'bedrock-agentcore.amazonaws.com',
      },
      {
        id: 'e2',
        at: '2026-11-20T07:05:00.000Z',
        operation: 'Decrypt',
        principal: 'arn:aws:iam::444455556666:user/mallory',
        errorCode: 'AccessDenied',
      },
    ],
  },
};
