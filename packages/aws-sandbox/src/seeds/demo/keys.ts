import type { FaultBox } from '../../faults';
import type { KeyInput, SandboxState } from '../../SandboxState';
import { seedAccounts } from '../accounts';
import {
  healthyPolicy,
  lockedPolicy,
  openPolicy,
  sharedPolicy,
} from './keyPolicies';

const { platform, retail, research } = seedAccounts;
const dayMs = 86_400_000;

/** Regions of the demo. */
export const demoRegions = ['us-east-1', 'us-west-2', 'eu-central-1'] as const;

/** The keys of the demo that are not the healthy main key of their account and region. */
export type DemoKeyName =
  | 'paymentsVault'
  | 'rotationOff'
  | 'rotationSlow'
  | 'disabled'
  | 'pendingDeletion'
  | 'awsManaged'
  | 'policyDenied'
  | 'describeDenied'
  | 'importedExpiring'
  | 'pendingImport'
  | 'sharedReadable'
  | 'foreignUnreadable'
  | 'openToAll'
  | 'openToStranger'
  | 'lockedAway'
  | 'asymmetric';

type DemoKey = Omit<KeyInput, 'createdAt'>;

// Deadlines count from the day the sandbox starts, so that the demo tells the same story on every day.
function demoKeys(today: number): Record<DemoKeyName, DemoKey> {
  const rotating = { rotationEnabled: true };
  const inRetail = (region: string) => ({ accountId: retail, region });
  return {
    paymentsVault: {
      ...inRetail('us-east-1'),
      ...rotating,
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
      ...rotating,
      alias: 'search-memory',
      description: 'Search, rotated every two years',
      rotationPeriodInDays: 730,
    },
    disabled: {
      ...inRetail('us-west-2'),
      ...rotating,
      alias: 'support-memory-2024',
      description: 'Replaced, switched off',
      keyState: 'Disabled',
    },
    pendingDeletion: {
      accountId: research,
      region: 'us-east-1',
      ...rotating,
      alias: 'recommendations-legacy',
      description: 'No longer needed (?)',
      keyState: 'PendingDeletion',
      deletionDate: today + 21 * dayMs,
    },
    awsManaged: {
      ...inRetail('us-east-1'),
      alias: 'aws/bedrock-agentcore',
      description:
        'Default key that protects AgentCore data when no other key is defined',
      keyManager: 'AWS',
    },
    policyDenied: {
      ...inRetail('eu-central-1'),
      ...rotating,
      alias: 'fraud-memory',
      description: 'Fraud detection; its policy is not for the reader',
    },
    describeDenied: {
      accountId: research,
      region: 'eu-central-1',
      ...rotating,
      alias: 'research-vault',
      description: 'Research vault; not for the reader',
    },
    importedExpiring: {
      ...inRetail('us-east-1'),
      alias: 'fraud-imported',
      description: 'Material from our own HSM',
      origin: 'EXTERNAL',
      validTo: today + 12 * dayMs,
    },
    pendingImport: {
      accountId: research,
      region: 'us-east-1',
      alias: 'recommendations-import',
      description: 'Waits for its material',
      origin: 'EXTERNAL',
      keyState: 'PendingImport',
    },
    sharedReadable: {
      accountId: platform,
      region: 'us-east-1',
      ...rotating,
      alias: 'shared-memory',
      description: 'Shared with Retail',
      policy: sharedPolicy(platform, retail),
    },
    foreignUnreadable: {
      accountId: platform,
      region: 'us-west-2',
      ...rotating,
      alias: 'platform-private',
      description: 'Platform only',
    },
    openToAll: {
      accountId: research,
      region: 'us-east-1',
      ...rotating,
      alias: 'recommendations-debug',
      description: 'Opened for debugging',
      policy: openPolicy(research),
    },
    openToStranger: {
      ...inRetail('eu-central-1'),
      ...rotating,
      alias: 'search-partner',
      description: 'Shared with a partner',
      policy: sharedPolicy(retail, '444444444444'),
    },
    lockedAway: {
      ...inRetail('us-west-2'),
      ...rotating,
      alias: 'support-locked',
      description: 'Administrators only',
      policy: lockedPolicy(retail),
    },
    asymmetric: {
      ...inRetail('eu-central-1'),
      alias: 'fraud-rsa',
      description: 'RSA pair, taken by mistake',
      keySpec: 'RSA_2048',
    },
  };
}

/** Looks up the ARN of a demo key: `main` is the healthy one of the account and region. */
export interface DemoKeyArns {
  main(accountId: string, region: string): string;
  named(name: DemoKeyName): string;
}

/** Puts the keys of the demo in place, with the two permanent denials that belong to them. */
export function plantKeys(
  state: SandboxState,
  faults: FaultBox,
  today: number,
): DemoKeyArns {
  const createdAt = Date.UTC(2025, 10, 10, 8);
  const arns = new Map<string, string>();
  const plant = (name: string, key: DemoKey) => {
    const { arn } = state.createKey({
      policy: healthyPolicy(key.accountId),
      // Nobody can tag a key that AWS manages.
      tags: key.keyManager === 'AWS' ? {} : { owner: 'group:default/platform' },
      ...key,
      createdAt,
    });
    arns.set(name, arn);
  };
  for (const accountId of Object.values(seedAccounts)) {
    for (const region of demoRegions) {
      plant(`${accountId}/${region}`, {
        accountId,
        region,
        alias: 'agentcore-memory',
        description: 'Encrypts AgentCore memories',
        rotationEnabled: true,
      });
    }
  }
  for (const [name, key] of Object.entries(demoKeys(today))) {
    plant(name, key);
  }
  const find = (name: string) => arns.get(name)!;
  faults.add({
    kind: 'deny',
    service: 'kms',
    operation: 'GetKeyPolicy',
    resource: find('policyDenied'),
  });
  faults.add({
    kind: 'deny',
    service: 'kms',
    operation: 'DescribeKey',
    resource: find('describeDenied'),
  });
  return {
    main: (accountId, region) => find(`${accountId}/${region}`),
    named: find,
  };
}
