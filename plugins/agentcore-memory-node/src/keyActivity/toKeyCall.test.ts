import fc from 'fast-check';
import { toKeyCall } from './toKeyCall';
import { toPrincipals } from './toPrincipals';

const ACCOUNT = '111122223333';
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const ROLE = `arn:aws:sts::${ACCOUNT}:assumed-role/Agent/session`;
const SERVICE = 'bedrock-agentcore.amazonaws.com';

const record = {
  eventVersion: '1.11',
  eventID: 'b1f6c8a2-0000-4000-8000-000000000001',
  eventTime: '2026-11-20T10:00:00Z',
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  userIdentity: { type: 'AssumedRole', arn: ROLE, accountId: ACCOUNT },
  resources: [{ ARN: KEY, accountId: ACCOUNT, type: 'AWS::KMS::Key' }],
};
const read = (value: unknown, Resources?: { ResourceName: string }[]) =>
  toKeyCall({ CloudTrailEvent: JSON.stringify(value), Resources }, KEY);
const principalOf = (userIdentity: object) => {
  const call = read({ ...record, userIdentity });
  return typeof call === 'string' ? call : call.principal;
};

describe('toKeyCall', () => {
  it('says when what was done by whom', () => {
    expect(
      read({
        ...record,
        errorCode: 'AccessDenied',
        userIdentity: { ...record.userIdentity, invokedBy: SERVICE },
      }),
    ).toEqual({
      event: {
        id: record.eventID,
        at: '2026-11-20T10:00:00.000Z',
        operation: 'Decrypt',
        principal: ROLE,
        via: SERVICE,
        errorCode: 'AccessDenied',
      },
      principal: {
        name: ROLE,
        type: 'AssumedRole',
        accountId: ACCOUNT,
        via: SERVICE,
      },
    });
  });

  it.each<[string, object, object]>([
    [
      'a service that acts for itself',
      { type: 'AWSService', invokedBy: SERVICE },
      { name: SERVICE, type: 'AWSService' },
    ],
    [
      'KMS itself',
      { accountId: ACCOUNT, invokedBy: 'AWS Internal' },
      { name: 'AWS Internal', type: 'AWSService', accountId: ACCOUNT },
    ],
    [
      'somebody of another account',
      {
        type: 'AWSAccount',
        principalId: 'AROAEXAMPLE:job',
        accountId: '444455556666',
      },
      {
        name: 'AROAEXAMPLE:job',
        type: 'AWSAccount',
        accountId: '444455556666',
      },
    ],
    [
      'another account of which no more is said',
      { type: 'AWSAccount', accountId: '444455556666' },
      { name: '444455556666', type: 'AWSAccount', accountId: '444455556666' },
    ],
    [
      'the root user',
      {
        type: 'Root',
        arn: `arn:aws:iam::${ACCOUNT}:root`,
        principalId: ACCOUNT,
      },
      { name: `arn:aws:iam::${ACCOUNT}:root`, type: 'Root' },
    ],
    ['somebody without a type', { arn: ROLE }, { name: ROLE, type: 'Unknown' }],
  ])('names %s', (_, identity, principal) => {
    expect(principalOf(identity)).toEqual(principal);
  });

  it('says of which service an operation is, where that is not KMS', () => {
    const other = { eventSource: 'ec2.amazonaws.com', eventName: 'CopyImage' };
    expect(read({ ...record, ...other })).toMatchObject({
      event: { operation: 'ec2:CopyImage' },
    });
  });

  it('believes AWS where the record itself does not name the key', () => {
    const { resources: _, ...silent } = record;
    for (const value of [
      silent,
      { ...silent, resources: null },
      { ...silent, resources: [] },
      { ...silent, resources: [{}] },
      { ...silent, resources: [{ ARN: 'alias/notes' }] },
    ]) {
      expect(read(value, [{ ResourceName: KEY }])).toMatchObject({
        event: { id: record.eventID },
      });
      expect(read(value, [{ ResourceName: 'other' }])).toBe('unrelated');
      expect(read(value)).toBe('unrelated');
    }
  });

  it.each([
    KEY.replace('eu-central-1', 'us-east-1'),
    KEY.replace('1234abcd', '1234abce'),
    `${KEY}0`,
    'alias/notes',
  ])('leaves out a call about %s', ARN => {
    expect(read({ ...record, resources: [{ ARN }] })).toBe('unrelated');
    expect(
      read({ ...record, resources: [{ ARN }] }, [{ ResourceName: ARN }]),
    ).toBe('unrelated');
  });

  it.each<[string, object]>([
    ['eventID', { eventID: undefined }],
    ['eventTime', { eventTime: 'yesterday' }],
    ['eventTime', { eventTime: 1_700_000_000 }],
    ['eventName', { eventName: '' }],
    ['eventName', { eventName: 'x'.repeat(2049) }],
    ['userIdentity', { userIdentity: null }],
    ['userIdentity', { userIdentity: {} }],
    ['userIdentity', { userIdentity: { arn: 'a\u202eb' } }],
    ['resources', { resources: 'none' }],
    ['errorCode', { errorCode: { name: 'AccessDenied' } }],
  ])('does not understand a record with a strange %s', (_, change) => {
    expect(read({ ...record, ...change })).toBe('unreadable');
  });

  it.each([undefined, '', '{', 'null', '[]', '"text"', '1'])(
    'does not understand %p',
    CloudTrailEvent => {
      expect(toKeyCall({ CloudTrailEvent }, KEY)).toBe('unreadable');
    },
  );

  it('never throws, and never gives half a call', () => {
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, null, '', [], {}, KEY, record.userIdentity),
    );
    const changes = fc.dictionary(
      fc.constantFrom(...Object.keys(record), 'errorCode', 'x'),
      strange,
    );
    const identities = fc.dictionary(
      fc.constantFrom('type', 'arn', 'principalId', 'accountId', 'invokedBy'),
      strange,
    );
    fc.assert(
      fc.property(
        changes,
        fc.option(identities, { nil: undefined }),
        (change, userIdentity) => {
          const call = read({
            ...record,
            ...change,
            ...(userIdentity && { userIdentity }),
          });
          if (call === 'unrelated' || call === 'unreadable') return;
          const { event, principal } = call;
          expect(Date.parse(event.at)).not.toBeNaN();
          for (const text of [
            event.id,
            event.operation,
            event.principal,
            principal.name,
            principal.type,
          ]) {
            expect(text).toMatch(/^[^\p{C}]{1,2100}$/u);
          }
          expect(event.principal).toBe(principal.name);
          expect(event.via).toBe(principal.via);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), CloudTrailEvent => {
        expect(toKeyCall({ CloudTrailEvent }, KEY)).toBe('unreadable');
      }),
    );
  });
});

describe('toPrincipals', () => {
  it('counts the calls of each, by itself and through services', () => {
    const calls = [
      { eventTime: '2026-11-20T10:00:00Z' },
      { eventTime: '2026-11-21T10:00:00Z', eventName: 'Encrypt' },
      { eventTime: '2026-11-19T10:00:00Z', errorCode: 'AccessDenied' },
      {
        eventTime: '2026-11-22T10:00:00Z',
        userIdentity: { ...record.userIdentity, invokedBy: SERVICE },
      },
    ].map(change => read({ ...record, ...change }));
    expect(
      toPrincipals(
        calls.flatMap(call => (typeof call === 'string' ? [] : call)),
      ),
    ).toEqual([
      {
        name: ROLE,
        type: 'AssumedRole',
        accountId: ACCOUNT,
        via: SERVICE,
        operations: ['Decrypt'],
        count: 1,
        failed: 0,
        firstAt: '2026-11-22T10:00:00.000Z',
        lastAt: '2026-11-22T10:00:00.000Z',
      },
      {
        name: ROLE,
        type: 'AssumedRole',
        accountId: ACCOUNT,
        operations: ['Decrypt', 'Encrypt'],
        count: 3,
        failed: 1,
        firstAt: '2026-11-19T10:00:00.000Z',
        lastAt: '2026-11-21T10:00:00.000Z',
      },
    ]);
  });
});
