import { SEED_ACCOUNTS } from '../accounts';
import {
  decryptFromAddressesPolicy,
  lockedPolicy,
  openPolicy,
  sharedPolicy,
  teamOnlyPolicy,
} from './keyPolicies';
import { DemoKey } from './keysByState';
import {
  cdkPolicy,
  controlTowerPolicy,
  terraformModulePolicy,
} from './policyStyles';

const { platform, retail, research } = SEED_ACCOUNTS;
const ROTATING = { rotationEnabled: true };
const inRetail = (region: string) => ({ accountId: retail, region });

/** An account without the roles to scan it. */
const PARTNER_ACCOUNT = '444444444444';

/** Keys that differ in their policy: its principals and its style. */
export const KEYS_BY_POLICY = {
  policyDenied: {
    ...inRetail('eu-central-1'),
    ...ROTATING,
    alias: 'fraud-memory',
    description: 'Fraud detection; its policy is not for the reader',
  },
  sharedReadable: {
    accountId: platform,
    region: 'us-east-1',
    ...ROTATING,
    alias: 'shared-memory',
    description: 'Shared with Retail',
    policy: sharedPolicy(platform, retail),
  },
  foreignUnreadable: {
    accountId: platform,
    region: 'us-west-2',
    ...ROTATING,
    alias: 'platform-private',
    description: 'Platform only',
  },
  openToAll: {
    accountId: research,
    region: 'us-east-1',
    ...ROTATING,
    alias: 'recommendations-debug',
    description: 'Opened for debugging',
    policy: openPolicy(research),
  },
  openToStranger: {
    ...inRetail('eu-central-1'),
    ...ROTATING,
    alias: 'search-partner',
    description: 'Shared with a partner',
    policy: sharedPolicy(retail, PARTNER_ACCOUNT),
  },
  lockedAway: {
    ...inRetail('us-west-2'),
    ...ROTATING,
    alias: 'support-locked',
    description: 'Administrators only',
    policy: lockedPolicy(retail),
  },
  partnerOwned: {
    accountId: PARTNER_ACCOUNT,
    region: 'eu-central-1',
    ...ROTATING,
    alias: 'agentcore-for-customers',
    description: 'Of a partner, shared with Retail',
    policy: sharedPolicy(PARTNER_ACCOUNT, retail),
    tags: {},
  },
  teamOnly: {
    accountId: research,
    region: 'eu-central-1',
    ...ROTATING,
    alias: 'research-by-team',
    description: 'For principals that carry the tag of the team',
    policy: teamOnlyPolicy(research, 'research-assistants'),
  },
  officeOnly: {
    ...inRetail('us-west-2'),
    ...ROTATING,
    alias: 'support-office',
    description: 'Readable from the office',
    policy: decryptFromAddressesPolicy(retail, '203.0.113.0/24'),
  },
  cdkStyle: {
    ...inRetail('us-east-1'),
    ...ROTATING,
    alias: 'payments-disputes',
    description: 'Made by a CDK stack',
    policy: cdkPolicy(retail),
  },
  controlTowerStyle: {
    ...inRetail('us-west-2'),
    ...ROTATING,
    alias: 'landing-zone',
    description: 'Of the landing zone, used for memories too',
    policy: controlTowerPolicy(retail, 'us-west-2'),
  },
  terraformStyle: {
    ...inRetail('eu-central-1'),
    ...ROTATING,
    alias: 'search-terraform',
    description: 'Made by a Terraform module',
    policy: terraformModulePolicy(retail, 'eu-central-1'),
  },
} satisfies Record<string, DemoKey>;
