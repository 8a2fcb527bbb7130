import fc from 'fast-check';
import { formatScope, isProviderId, parseScope } from './scope';

const aProviderId = fc.stringMatching(/^[\w.-]{1,64}$/);

describe('parseScope', () => {
  it('reads what formatScope wrote', () => {
    const aScope = fc.record({
      providerId: aProviderId,
      accountId: fc.stringMatching(/^\d{12}$/),
      region: fc.constantFrom('us-east-1', 'us-gov-west-1', 'eusc-de-east-1'),
    });
    fc.assert(
      fc.property(aScope, scope => {
        expect(parseScope(formatScope(scope))).toEqual(scope);
      }),
    );
  });

  it.each([
    'nonsense',
    '',
    '//',
    '\u0000/111122223333/us-east-1',
    'a b/111122223333/us-east-1',
    'a/b/111122223333/us-east-1',
    'main/111122223333/us-east-1/',
    'main/11112222333/us-east-1',
    'main/111122223333/-',
    `${'a'.repeat(65)}/111122223333/us-east-1`,
  ])('refuses %p', text => {
    expect(parseScope(text)).toBeUndefined();
  });

  it('reads nothing from other texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const scope = parseScope(text);
        expect(scope === undefined || formatScope(scope) === text).toBe(true);
      }),
    );
  });
});

describe('isProviderId', () => {
  it('takes letters, digits, underscores, dots and hyphens only', () => {
    expect(['main', 'my-org_2.eu', 'a'.repeat(64)].every(isProviderId)).toBe(
      true,
    );
    expect(
      ['', 'a/b', 'a b', 'ü', 'a\n', 'a'.repeat(65)].some(isProviderId),
    ).toBe(false);
  });
});
