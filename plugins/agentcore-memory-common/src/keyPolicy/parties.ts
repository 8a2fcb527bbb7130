import { ExposureFacts } from './results';
import { Vocabulary } from './vocabulary';

/** How bad it is if somebody gets in, from best to worst. What is unknown may be as bad as a failure. */
export const LEVELS = ['pass', 'warn', 'unknown', 'fail'] as const;

/** How bad it is if somebody gets in. */
export type Level = (typeof LEVELS)[number];

/** An account in an organisation: whom principals belong to, and for whom services act. */
export interface Party {
  accountId: string;
  /** Left out: in none. */
  organizationId?: string;
  level: Level;
  /**
   * Written out in the policy, but neither the key's, nor the memory's, nor trusted. Those of an account that is not
   * written out are strangers, who may choose any name.
   */
  foreign: boolean;
  untrusted: boolean;
  /** Where no account, or no organisation, is left out by patterns: what is the same of all who together are everybody. */
  amongAll?: string;
}

/** The milder of two, as who is in an account and in an organisation is no worse than either. */
export function milder(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) < LEVELS.indexOf(b) ? a : b;
}

/** All parties that a policy can tell apart. */
export function partiesOf(words: Vocabulary, facts: ExposureFacts): Party[] {
  const { trustedAccounts = [], trustedOrganizations } = facts;
  const own = new Set([
    facts.keyAccountId,
    ...facts.memoryAccountIds,
    ...trustedAccounts,
  ]);
  const isTrusted = (id: string) => trustedOrganizations?.includes(id) ?? true;
  const accounts: [id: string, level: Level][] = [
    ...[...new Set([...own, ...words.accounts])].map((id): [string, Level] => [
      id,
      own.has(id) ? 'pass' : 'warn',
    ]),
    ...words.someAccounts.map((id): [string, Level] => [id, 'unknown']),
    ...words.otherAccounts.map((id): [string, Level] => [id, 'fail']),
  ];
  const speaksOfOrganizations = [...words.keys].some(key =>
    /^aws:(principal|source)org/.test(key),
  );
  const organizations: [id: string | undefined, level: Level][] = [
    [undefined, 'fail'],
    ...(speaksOfOrganizations
      ? [
          ...words.organizations.map((id): [string, Level] => [
            id,
            isTrusted(id) ? 'pass' : 'warn',
          ]),
          ...words.someOrganizations.map((id): [string, Level] => [
            id,
            'unknown',
          ]),
          ...words.otherOrganizations.map((id): [string, Level] => [
            id,
            'fail',
          ]),
        ]
      : []),
  ];
  const among = (accountId: string, organizationId: string | undefined) => {
    const isSome = words.someAccounts.includes(accountId);
    if (isSome && words.otherAccounts.length === 0) {
      return `accounts of ${organizationId}`;
    }
    return words.otherOrganizations.length === 0 &&
      organizationId !== undefined &&
      words.someOrganizations.includes(organizationId)
      ? `organisations of ${accountId}`
      : undefined;
  };
  return accounts.flatMap(([accountId, ofAccount]) =>
    organizations.map(([organizationId, ofOrganization]) => ({
      accountId,
      ...(organizationId !== undefined && { organizationId }),
      level: milder(ofAccount, ofOrganization),
      foreign: ofAccount === 'warn',
      untrusted: ofOrganization === 'warn',
      // Of those who are milder for what they are besides, everybody is not everybody.
      ...([ofAccount, ofOrganization].includes('fail') && {
        amongAll: among(accountId, organizationId),
      }),
    })),
  );
}
