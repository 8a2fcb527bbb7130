import { seedAccounts } from '../accounts';
import {
  decryptFromAddressesPolicy,
  lockedPolicy,
  openPolicy,
  sharedPolicy,
  teamOnlyPolicy,
} from './keyPolicies';
import type { DemoKey } from './keysByState';
import {
  cdkPolicy,
  controlTowerPolicy,
  terraformModulePolicy,
} from './policyStyles';

const { platform, retail, research } = seedAccounts;
const rotating = { rotationEnabled: true };
const inRetail = (region: string) => ({ accountId: retail, region });

/** An account that nobody scans. */
export const partnerAccount = '444444444444';

/** Keys that differ in who may use them, and in how their policy is written. */
export const keysByPolicy = {
  policyDenied: {
    ...inRetail('eu-central-1'),
    ...rotating,
    alias: 'fraud-memory',
    description: 'Fraud detection; its policy is not for the reader',
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
    policy: sharedPolicy(retail, partnerAccount),
  },
  lockedAway: {
    ...inRetail('us-west-2'),
    ...rotating,
    alias: 'support-locked',
    description: 'Administrators only',
    policy: lockedPolicy(retail),
  },
  partnerOwned: {
    accountId: partnerAccount,
    region: 'eu-central-1',
    ...rotating,
    alias: 'agentcore-for-customers',
    description: 'Of a partner, shared with Retail',
    policy: sharedPolicy(partnerAccount, retail),
    tags: {},
  },
  teamOnly: {
    accountId: research,
    region: 'eu-central-1',
    ...rotating,
    alias: 'research-by-team',
    description: 'For principals that carry the tag of the team',
    policy: teamOnlyPolicy(research, 'research-assistants'),
  },
  officeOnly: {
    ...inRetail('us-west-2'),
    ...rotating,
    alias: 'support-office',
    description: 'Readable from the office',
    policy: decryptFromAddressesPolicy(retail, '203.0.113.0/24'),
  },
  cdkStyle: {
    ...inRetail('us-east-1'),
    ...rotating,
    alias: 'payments-disputes',
    description: 'Made by a CDK stack',
    policy: cdkPolicy(retail),
  },
  controlTowerStyle: {
    ...inRetail('us-west-2'),
    ...rotating,
    alias: 'landing-zone',
    description: 'Of the landing zone, used for memories too',
    policy: controlTowerPolicy(retail, 'us-west-2'),
  },
  terraformStyle: {
    ...inRetail('eu-central-1'),
    ...rotating,
    alias: 'search-terraform',
    description: 'Made by a Terraform module',
    policy: terraformModulePolicy(retail, 'eu-central-1'),
  },
} satisfies Record<string, DemoKey>;
