import { KeyInput } from '../../kms/newKey';
import { Place } from '../../state/arn';
import { Random } from '../../state/random';
import { SandboxState } from '../../state/SandboxState';
import {
  healthyPolicy,
  lockedPolicy,
  openPolicy,
  sharedPolicy,
} from '../demo/keyPolicies';

const DAY_MS = 86_400_000;

type Flaw = (accountId: string, today: number) => Partial<KeyInput>;

/** A flaw of a key. */
const FLAWS: readonly Flaw[] = [
  () => ({ rotationEnabled: false }),
  () => ({ rotationPeriodInDays: 730 }),
  () => ({ keyState: 'Disabled' }),
  (_, today) => ({
    keyState: 'PendingDeletion',
    deletionDate: today + 21 * DAY_MS,
  }),
  (_, today) => ({
    origin: 'EXTERNAL',
    rotationEnabled: false,
    validTo: today + 12 * DAY_MS,
  }),
  accountId => ({ policy: openPolicy(accountId) }),
  accountId => ({ policy: sharedPolicy(accountId, '444444444444') }),
  accountId => ({ policy: lockedPolicy(accountId) }),
];

/** Creates the keys of a full scope and returns their ARNs. The first is healthy; one in three of the others is not. */
export function plantLargeKeys(
  state: SandboxState,
  random: Random,
  options: { place: Place; count: number; today: number },
): string[] {
  const { place, count, today } = options;
  const policy = healthyPolicy(place.accountId);
  return Array.from({ length: count }, (_, index) => {
    const flawed = index > 0 && random.below(3) === 0;
    return state.createKey({
      ...place,
      alias: `agentcore-memory-${index}`,
      description: 'Encrypts AgentCore memories',
      createdAt: Date.UTC(2024, 10, 10, 8),
      rotationEnabled: true,
      policy,
      ...(flawed && random.pick(FLAWS)(place.accountId, today)),
    }).arn;
  });
}
