import { KeyPrincipal } from 'backstage-plugin-agentcore-memory-common';
import { byUse, shortName } from './keyActivity';

function principal(
  name: string,
  day: number,
  ...operations: string[]
): KeyPrincipal {
  const at = `2026-11-${day}T10:00:00.000Z`;
  return {
    name,
    type: 'IAMUser',
    operations,
    count: 1,
    failed: 0,
    firstAt: at,
    lastAt: at,
  };
}

describe('byUse', () => {
  it('has those first who encrypt or decrypt, and of them who called last', () => {
    const sorted = byUse([
      principal('admin', 29, 'PutKeyPolicy'),
      principal('portal', 28, 'DescribeKey'),
      principal('data', 20, 'GenerateDataKeyWithoutPlaintext'),
      principal('moving', 21, 'DescribeKey', 'ReEncrypt'),
      principal('other', 27, 'ec2:CreateVolume', 'DecryptSomethingElse'),
    ]);
    expect(sorted.map(({ name }) => name)).toEqual([
      'moving',
      'data',
      'admin',
      'portal',
      'other',
    ]);
    expect(sorted[0].operations).toEqual(['ReEncrypt', 'DescribeKey']);
  });
});

describe('shortName', () => {
  it.each([
    [
      'arn:aws:sts::111122223333:assumed-role/Agent/session-1',
      'Agent/session-1',
    ],
    ['arn:aws:iam::111122223333:user/staff/mallory', 'staff/mallory'],
    ['arn:aws:iam::111122223333:root', 'root'],
    ['arn:aws:sts::111122223333:assumed-role/Agent/a:b', 'Agent/a:b'],
    ['bedrock-agentcore.amazonaws.com', 'bedrock-agentcore.amazonaws.com'],
    ['AROAEXAMPLE:session/1', 'AROAEXAMPLE:session/1'],
    ['arn:aws:iam::1:', 'arn:aws:iam::1:'],
  ])('of %s is %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});
