import { KeyInput } from '../../kms/newKey';
import { SEED_ACCOUNTS } from '../accounts';

const { retail, research } = SEED_ACCOUNTS;
const DAY_MS = 86_400_000;
const ROTATING = { rotationEnabled: true };
const inRetail = (region: string) => ({ accountId: retail, region });

/** A key of the demo. */
export type DemoKey = Omit<KeyInput, 'createdAt'>;

/**
 * Keys that differ in state, kind or rotation.
 *
 * @remarks
 * Deadlines count from the day the sandbox starts, so that the demo is the same on every day.
 */
export function keysByState(today: number) {
  return {
    paymentsVault: {
      ...inRetail('us-east-1'),
      ...ROTATING,
      alias: 'payments-vault',
      description: 'Payments, rotated twice a year',
      rotationPeriodInDays: 180,
    },
    rotationOff: {
      ...inRetail('us-east-1'),
      alias: 'checkout-memory',
      description: 'Checkout, never rotated',
    },
    rotationSlow: {
      ...inRetail('eu-central-1'),
      ...ROTATING,
      alias: 'search-memory',
      description: 'Search, rotated every two years',
      rotationPeriodInDays: 730,
    },
    disabled: {
      ...inRetail('us-west-2'),
      ...ROTATING,
      alias: 'support-memory-2024',
      description: 'Replaced, switched off',
      keyState: 'Disabled',
    },
    pendingDeletion: {
      accountId: research,
      region: 'us-east-1',
      ...ROTATING,
      alias: 'recommendations-legacy',
      description: 'No longer needed (?)',
      keyState: 'PendingDeletion',
      deletionDate: today + 21 * DAY_MS,
    },
    awsManaged: {
      ...inRetail('us-east-1'),
      alias: 'aws/bedrock-agentcore',
      description:
        'Default key that protects AgentCore data when no other key is defined',
      keyManager: 'AWS',
    },
    describeDenied: {
      accountId: research,
      region: 'eu-central-1',
      ...ROTATING,
      alias: 'research-vault',
      description: 'Research vault; not for the reader',
    },
    importedExpiring: {
      ...inRetail('us-east-1'),
      alias: 'fraud-imported',
      description: 'Material from our own HSM',
      origin: 'EXTERNAL',
      validTo: today + 12 * DAY_MS,
    },
    pendingImport: {
      accountId: research,
      region: 'us-east-1',
      alias: 'recommendations-import',
      description: 'Waits for its material',
      origin: 'EXTERNAL',
      keyState: 'PendingImport',
    },
    asymmetric: {
      ...inRetail('eu-central-1'),
      alias: 'fraud-rsa',
      description: 'RSA pair, taken by mistake',
      keySpec: 'RSA_2048',
    },
    updating: {
      accountId: research,
      region: 'us-east-1',
      ...ROTATING,
      alias: 'recommendations-moving',
      description: 'Its primary Region is being changed',
      multiRegion: true,
      keyState: 'Updating',
    },
    rotationDenied: {
      ...inRetail('us-west-2'),
      ...ROTATING,
      alias: 'fraud-alerts',
      description: 'Its rotation is not for the reader',
    },
    globalPrimary: {
      ...inRetail('us-east-1'),
      ...ROTATING,
      alias: 'checkout-global',
      description: 'Multi-Region key of Checkout',
      multiRegion: true,
    },
  } satisfies Record<string, DemoKey>;
}
