import { ServiceAccess, ServiceAccessFacts, ServiceAccessWay } from './results';
import { AGENTCORE_SERVICE } from './serviceRequests';
import { bounded, listed } from './text';

/** Bounds what a policy with hundreds of statements can make of one reason. */
const MAX_STATEMENTS = 3;

function passed(access: ServiceAccess, facts: ServiceAccessFacts): string {
  const where = `memories of account ${facts.memoryAccountId} in ${facts.memoryRegion}`;
  const who: Record<ServiceAccessWay, string> = {
    'service-principal': `The key policy allows all six actions to ${AGENTCORE_SERVICE} for ${where}.`,
    'account-callers': access.caller
      ? `The key policy allows all six actions for ${where} to ${bounded(
          access.caller,
        )}.`
      : `The key policy allows all six actions for ${where} to callers whom that account's IAM policies allow them.`,
  };
  return who[access.way ?? 'account-callers'];
}

function blockedOn(access: ServiceAccess, way: ServiceAccessWay): string {
  const withDecision = (decision: 'denied' | 'not-allowed') =>
    access.perAction
      .filter(entry => entry[way] === decision)
      .map(entry => entry.action);
  const denied = withDecision('denied');
  const missing = withDecision('not-allowed');
  return [
    denied.length > 0 ? `denied ${listed(denied, 'and', 6)}` : '',
    missing.length > 0 ? `not allowed ${listed(missing, 'and', 6)}` : '',
  ]
    .filter(Boolean)
    .join(' and ');
}

function refused(access: ServiceAccess, facts: ServiceAccessFacts): string {
  const denies = access.statements
    .filter(({ effect, sure }) => effect === 'Deny' && sure)
    .map(({ name }) => name);
  const byStatement =
    denies.length > 0 ? ` The Deny is statement ${listed(denies)}.` : '';
  return `AgentCore can't use the key: callers of account ${
    facts.memoryAccountId
  } are ${blockedOn(
    access,
    'account-callers',
  )}, and ${AGENTCORE_SERVICE} is ${blockedOn(
    access,
    'service-principal',
  )}.${byStatement}`;
}

function undecided(access: ServiceAccess): string {
  const reasons = access.statements
    .filter(({ sure }) => !sure)
    .map(({ reason }) => reason);
  const more = reasons.length - MAX_STATEMENTS;
  return [
    "Whether AgentCore can use the key can't be decided from its policy.",
    ...reasons.slice(0, MAX_STATEMENTS),
    ...(more > 0 ? [`The same holds for ${more} more.`] : []),
  ].join(' ');
}

/** Why service access came out as it did, in plain words. */
export function serviceAccessReason(
  access: ServiceAccess,
  facts: ServiceAccessFacts,
): string {
  const reason: Record<ServiceAccess['outcome'], () => string> = {
    pass: () => passed(access, facts),
    warn: () => refused(access, facts),
    unknown: () => undecided(access),
  };
  return reason[access.outcome]();
}
