import { seedAccountInputs } from './accounts';
import type { Seed } from './types';

/** Accounts and roles, and nothing in them. */
export const emptySeed: Seed = ({ state }) => {
  seedAccountInputs.forEach(account => state.addAccount(account));
};
