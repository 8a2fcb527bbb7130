import { AccountInput } from '../state/accounts';

/** The three accounts that every named seed has. */
export const SEED_ACCOUNTS = {
  platform: '111111111111',
  retail: '222222222222',
  research: '333333333333',
} as const;

const ROLES = ['BackstageReader', 'BackstageWriter'];

/** The accounts with their roles, one to read and one to write. */
export const SEED_ACCOUNT_INPUTS: AccountInput[] = [
  { id: SEED_ACCOUNTS.platform, name: 'Platform', roles: ROLES },
  { id: SEED_ACCOUNTS.retail, name: 'Retail', roles: ROLES },
  { id: SEED_ACCOUNTS.research, name: 'Research', roles: ROLES },
];
