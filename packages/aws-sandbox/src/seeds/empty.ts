import { SEED_ACCOUNT_INPUTS } from './accounts';
import { Seed } from './types';

/** Accounts and roles, without resources. */
export const emptySeed: Seed = ({ state }) => {
  SEED_ACCOUNT_INPUTS.forEach(account => state.addAccount(account));
};
