import { SEED_ACCOUNT_INPUTS } from './accounts';
import { Seed } from './types';

/** Accounts and roles, and nothing in them. */
export const emptySeed: Seed = ({ state }) => {
  SEED_ACCOUNT_INPUTS.forEach(account => state.addAccount(account));
};
