import { known, Observed } from '../facts';
import { OwnerRules, ownerRefOf, resolveOwner, UNOWNED } from './owner';

const RULES: OwnerRules = { tags: ['backstage.io/owner', 'owner', 'team'] };

describe('resolveOwner', () => {
  it.each<
    [string, Observed<Record<string, string>>, Partial<OwnerRules>, object]
  >([
    [
      'the first tag that is configured',
      known({ team: 'b', owner: 'a' }),
      {},
      { ownerRef: 'group:default/a', source: 'tag:owner' },
    ],
    [
      'keys without case',
      known({ OWNER: 'group:default/a' }),
      {},
      { ownerRef: 'group:default/a', source: 'tag:owner' },
    ],
    [
      'the exact spelling before another case',
      known({
        OWNER: 'x',
        Owner: 'group:default/search',
        owner: 'group:default/payments',
      }),
      {},
      { ownerRef: 'group:default/payments', source: 'tag:owner' },
    ],
    [
      'the exact spelling before another case, also where it is no valid owner',
      known({ OWNER: 'group:default/a', owner: 'Team A' }),
      {},
      { ownerRef: UNOWNED, source: 'invalid-tag:owner', claim: 'Team A' },
    ],
    [
      'no owner in two spellings that disagree',
      known({ OWNER: 'b', Owner: 'a', team: 'c' }),
      { defaultOwner: 'group:default/d' },
      { ownerRef: UNOWNED, source: 'invalid-tag:owner', claim: 'a / b' },
    ],
    [
      'the owner in two spellings that agree',
      known({ OWNER: 'a', Owner: 'group:default/a', oWNER: ' ' }),
      {},
      { ownerRef: 'group:default/a', source: 'tag:owner' },
    ],
    [
      'a configured spelling in capitals',
      known({ OWNER: 'a', owner: 'b' }),
      { tags: ['OWNER'] },
      { ownerRef: 'group:default/a', source: 'tag:OWNER' },
    ],
    [
      'the configured order before the spelling',
      known({ OWNER: 'a', team: 'b' }),
      {},
      { ownerRef: 'group:default/a', source: 'tag:owner' },
    ],
    [
      'a long value, cut',
      known({ owner: `!${'x'.repeat(300)}` }),
      {},
      {
        ownerRef: UNOWNED,
        source: 'invalid-tag:owner',
        claim: `!${'x'.repeat(199)}`,
      },
    ],
    [
      'nothing in keys of every object',
      known({}),
      { tags: ['constructor', '__proto__'] },
      { ownerRef: UNOWNED, source: 'none' },
    ],
    [
      'a user',
      known({ owner: 'user:default/jane' }),
      {},
      { ownerRef: 'user:default/jane', source: 'tag:owner' },
    ],
    [
      'a mapped value',
      known({ team: 'CC-1234' }),
      { map: { 'CC-1234': 'group:default/a' } },
      { ownerRef: 'group:default/a', source: 'tag:team' },
    ],
    [
      'an empty tag as none',
      known({ owner: ' ' }),
      {},
      { ownerRef: UNOWNED, source: 'none' },
    ],
    [
      'a value that is no owner',
      known({ owner: 'group:default/' }),
      { defaultOwner: 'group:default/d' },
      {
        ownerRef: UNOWNED,
        source: 'invalid-tag:owner',
        claim: 'group:default/',
      },
    ],
    [
      'a kind that owns nothing',
      known({ owner: 'component:default/x' }),
      {},
      {
        ownerRef: UNOWNED,
        source: 'invalid-tag:owner',
        claim: 'component:default/x',
      },
    ],
    [
      'a value with a blank',
      known({ owner: 'Team A' }),
      {},
      { ownerRef: UNOWNED, source: 'invalid-tag:owner', claim: 'Team A' },
    ],
    [
      'the account before the default',
      known({}),
      { accountOwner: 'group:default/acc', defaultOwner: 'group:default/d' },
      { ownerRef: 'group:default/acc', source: 'account' },
    ],
    [
      'the default',
      known({}),
      { defaultOwner: 'group:default/d' },
      { ownerRef: 'group:default/d', source: 'default' },
    ],
    ['no owner', known({}), {}, { ownerRef: UNOWNED, source: 'none' }],
    [
      'that tags could not be read',
      { state: 'denied', reason: 'x' },
      {},
      { ownerRef: UNOWNED, source: 'unread' },
    ],
  ])('finds %s', (_, tags, rules, expected) => {
    expect(resolveOwner(tags, { ...RULES, ...rules })).toEqual(expected);
  });
});

describe('ownerRefOf', () => {
  it('writes every spelling in full', () => {
    expect(ownerRefOf('a')).toBe('group:default/a');
    expect(ownerRefOf('other/a')).toBe('group:other/a');
    expect(ownerRefOf('Group:Default/A')).toBe('group:default/a');
    expect(ownerRefOf('')).toBeUndefined();
    expect(ownerRefOf(`group:default/${'a'.repeat(64)}`)).toBeUndefined();
  });

  describe('falls back to the tags of what manages a memory', () => {
    const own = known({ stage: 'prod' });

    it.each<[string, Observed<Record<string, string>> | undefined, object]>([
      [
        'where they name an owner',
        known({ Team: 'a' }),
        { ownerRef: 'group:default/a', source: 'manager-tag:team' },
      ],
      [
        'where they are mistyped',
        known({ team: 'Team A' }),
        {
          ownerRef: UNOWNED,
          source: 'invalid-manager-tag:team',
          claim: 'Team A',
        },
      ],
      [
        'and not where they could not be read',
        { state: 'denied', reason: 'x' },
        { ownerRef: 'group:default/z', source: 'default' },
      ],
      [
        'and not where nothing manages it',
        undefined,
        { ownerRef: 'group:default/z', source: 'default' },
      ],
    ])('%s', (_, managerTags, expected) => {
      const rules = { ...RULES, defaultOwner: 'group:default/z' };
      expect(resolveOwner(own, rules, managerTags)).toEqual(expected);
      // Its own tags come first.
      expect(
        resolveOwner(known({ owner: 'b' }), rules, managerTags),
      ).toMatchObject({ ownerRef: 'group:default/b' });
    });
  });

  it.each([
    ['denied', 'unread'],
    ['failed', 'unread'],
    ['missing', 'none'],
  ] as const)(
    'does not take a memory for unowned where those are %s',
    (state, source) => {
      const managerTags = { state, reason: 'x' };
      expect(resolveOwner(known({}), RULES, managerTags)).toEqual({
        ownerRef: UNOWNED,
        source,
      });
    },
  );

  it('cuts a claim to what the catalog can index', () => {
    const claimOf = (owner: string) =>
      resolveOwner(known({ owner }), RULES).claim;
    expect(claimOf('! '.repeat(100))).toBe('! '.repeat(100));
    expect(claimOf(`!${'x'.repeat(255)}`)).toHaveLength(200);
    // This one is two characters in lower case.
    expect(claimOf(`!${'\u0130'.repeat(255)}`)!.toLowerCase()).toHaveLength(
      199,
    );
    expect(claimOf(`!${'\u{1F600}'.repeat(120)}`)).toBe(
      `!${'\u{1F600}'.repeat(99)}`,
    );
  });
});
