import type { AccountInput } from '../state/accounts';

/** The three accounts that every named seed has. */
export const seedAccounts = {
  platform: '111111111111',
  retail: '222222222222',
  research: '333333333333',
} as const;

const roles = ['BackstageReader', 'BackstageWriter'];

/** The accounts as they are added, each with a role to read and one to write. */
export const seedAccountInputs: AccountInput[] = [
  { id: seedAccounts.platform, name: 'Platform', roles },
  { id: seedAccounts.retail, name: 'Retail', roles },
  { id: seedAccounts.research, name: 'Research', roles },
];
