import { MemoryRecord } from '../../agentcore/types';
import { UserIdentity } from '../../cloudtrail/types';
import { roleIdentity } from '../../cloudtrail/userIdentityOf';
import { resolveKey } from '../../kms/resolveKey';
import { upperId, uuidFrom } from '../../state/ids';
import { SandboxState } from '../../state/SandboxState';
import { SEED_ACCOUNTS } from '../accounts';
import { DemoKeyArns, DemoKeyName } from './keys';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Every memory was used on each of so many days. */
const DAYS_OF_USE = 14;
/** Payments were made in each hour of so many days: more events than most want to read. */
const DAYS_OF_PAYMENTS = 30;
/** When the keys that do not work any more were switched off. */
const SWITCHED_OFF_DAYS_AGO = 9;

const SERVICE = 'bedrock-agentcore.amazonaws.com';
const AGENTCORE: UserIdentity = { type: 'AWSService', invokedBy: SERVICE };

/** Why AgentCore cannot use a key, and since how many days. */
const FAILURES: ReadonlyArray<
  [key: DemoKeyName, errorCode: string, daysAgo: number]
> = [
  ['disabled', 'DisabledException', SWITCHED_OFF_DAYS_AGO],
  ['pendingDeletion', 'KMSInvalidStateException', SWITCHED_OFF_DAYS_AGO],
  ['lockedAway', 'AccessDenied', Infinity],
];

function session(accountId: string, role: string, name: string): UserIdentity {
  return roleIdentity(
    `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
    `AROA${upperId(`${accountId}/${role}`, 17)}:${name}`,
  );
}

/** The role of a memory's agent, e.g. `PaymentAssistantAgent`. */
function agentOf({ accountId, name }: MemoryRecord): UserIdentity {
  const words = name
    .replace(/_agent$/, '')
    .split('_')
    .map(word => word[0].toUpperCase() + word.slice(1));
  return session(accountId, `${words.join('')}Agent`, 'agentcore-runtime');
}

function engineerOf(accountId: string): UserIdentity {
  return session(
    accountId,
    'AWSReservedSSO_PlatformEngineer_4f2c9d1e8a7b6053',
    'mara.lindqvist@example.com',
  );
}

/**
 * Who used the keys of the demo in the last weeks: AgentCore for itself and for the agents of the memories, engineers who
 * changed or switched off a key, and a partner's account. No use is younger than the start of today.
 */
export function plantKeyUses(
  state: SandboxState,
  memories: readonly MemoryRecord[],
  arns: DemoKeyArns,
  today: number,
): void {
  const record = (
    arn: string,
    operation: string,
    by: UserIdentity,
    at: number,
    errorCode?: string,
  ) => {
    const id = `${arn}/${operation}/${by.arn ?? by.principalId}/${at}`;
    state.recordKeyUse(arn, {
      operation,
      by,
      at,
      errorCode,
      eventID: uuidFrom(`event/${id}`),
      requestID: uuidFrom(`request/${id}`),
    });
  };
  const failures = new Map(
    FAILURES.map(([name, errorCode, daysAgo]) => [
      arns.named(name),
      { errorCode, since: today - daysAgo * DAY_MS },
    ]),
  );

  memories.forEach((memory, index) => {
    const arn =
      memory.encryptionKeyArn &&
      resolveKey(state, memory.encryptionKeyArn)?.arn;
    if (!arn) return;
    const agent = { ...agentOf(memory), invokedBy: SERVICE };
    const failure = failures.get(arn);
    for (let day = DAYS_OF_USE; day > 0; day -= 1) {
      const at = today - day * DAY_MS + 9 * HOUR_MS + index * MINUTE_MS;
      const errorCode =
        failure && at >= failure.since ? failure.errorCode : undefined;
      record(arn, 'GenerateDataKey', agent, at, errorCode);
      record(arn, 'Decrypt', AGENTCORE, at + 2 * HOUR_MS, errorCode);
    }
  });

  const payments = {
    ...session(SEED_ACCOUNTS.retail, 'PaymentAssistantAgent', 'live'),
    invokedBy: SERVICE,
  };
  for (let hour = DAYS_OF_PAYMENTS * 24; hour > 0; hour -= 1) {
    const at = today - hour * HOUR_MS;
    record(arns.named('paymentsVault'), 'Decrypt', payments, at);
  }

  const retail = engineerOf(SEED_ACCOUNTS.retail);
  const switchedOff = today - SWITCHED_OFF_DAYS_AGO * DAY_MS;
  ['DescribeKey', 'GetKeyPolicy', 'PutKeyPolicy', 'DisableKey'].forEach(
    (operation, index) =>
      record(
        arns.named('disabled'),
        operation,
        retail,
        switchedOff - (4 - index) * MINUTE_MS,
      ),
  );
  record(
    arns.named('pendingDeletion'),
    'ScheduleKeyDeletion',
    engineerOf(SEED_ACCOUNTS.research),
    switchedOff - MINUTE_MS,
  );
  record(arns.named('lockedAway'), 'PutKeyPolicy', retail, today - 40 * DAY_MS);
  // CloudTrail does not tell the names that principals have in other accounts.
  const partner = {
    type: 'AWSAccount',
    principalId: `AROA${upperId('partner', 17)}:export`,
    accountId: '444444444444',
  };
  for (const day of [2, 5, 11]) {
    const at = today - day * DAY_MS + 3 * HOUR_MS;
    record(arns.named('openToStranger'), 'Decrypt', partner, at);
  }
}
