import { FaultInjector } from '../../faults/FaultInjector';
import { SandboxState } from '../../state/SandboxState';
import { SEED_ACCOUNTS } from '../accounts';
import { healthyPolicy } from './keyPolicies';
import { KEYS_BY_POLICY } from './keysByPolicy';
import { keysByState, DemoKey } from './keysByState';

/** Regions of the demo. */
export const DEMO_REGIONS = ['us-east-1', 'us-west-2', 'eu-central-1'] as const;

/** The keys of the demo that are not the healthy main key of their account and region. */
export type DemoKeyName =
  | keyof ReturnType<typeof keysByState>
  | keyof typeof KEYS_BY_POLICY
  | 'globalReplica';

/** The operations that are always denied, by key. */
const DENIALS: ReadonlyArray<[operation: string, key: DemoKeyName]> = [
  ['GetKeyPolicy', 'policyDenied'],
  ['DescribeKey', 'describeDenied'],
  ['GetKeyRotationStatus', 'rotationDenied'],
];

/** Looks up the ARN of a demo key: `main` is the healthy one of the account and region. */
export interface DemoKeyArns {
  main(accountId: string, region: string): string;
  named(name: DemoKeyName): string;
}

/** Creates the keys of the demo, with their permanent denials. */
export function plantKeys(
  state: SandboxState,
  faults: FaultInjector,
  today: number,
): DemoKeyArns {
  const createdAt = Date.UTC(2025, 10, 10, 8);
  const arns = new Map<string, string>();
  const plant = (name: string, key: DemoKey) => {
    const { arn } = state.createKey({
      policy: healthyPolicy(key.accountId),
      // AWS managed keys cannot be tagged.
      tags: key.keyManager === 'AWS' ? {} : { owner: 'group:default/platform' },
      ...key,
      createdAt,
    });
    arns.set(name, arn);
  };
  for (const accountId of Object.values(SEED_ACCOUNTS)) {
    for (const region of DEMO_REGIONS) {
      plant(`${accountId}/${region}`, {
        accountId,
        region,
        alias: 'agentcore-memory',
        description: 'Encrypts AgentCore memories',
        rotationEnabled: true,
      });
    }
  }
  for (const [name, key] of Object.entries<DemoKey>({
    ...keysByState(today),
    ...KEYS_BY_POLICY,
  })) {
    plant(name, key);
  }
  const find = (name: string) => arns.get(name)!;
  const replica = state.createReplica(find('globalPrimary'), {
    region: 'eu-central-1',
    alias: 'checkout-global',
    policy: healthyPolicy(SEED_ACCOUNTS.retail),
    tags: { owner: 'group:default/platform' },
    createdAt,
  });
  arns.set('globalReplica', replica.arn);
  for (const [operation, key] of DENIALS) {
    faults.add({
      kind: 'deny',
      service: 'kms',
      operation,
      resource: find(key),
    });
  }
  return {
    main: (accountId, region) => find(`${accountId}/${region}`),
    named: find,
  };
}
