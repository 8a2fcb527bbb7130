import {
  KeyEntity,
  KeyPolicySummary,
  Outcome,
} from 'backstage-plugin-agentcore-memory-common';
import { describeObserved } from './describeObserved';
import { MISSING } from './keyFilters';
import { pluralizeMemories } from './labels';

/** Principals that a phrase names one by one. */
const NAMED = 2;

/** What the state means for memories, where they can't be read while it lasts. */
const UNREADABLE: Record<string, string> = {
  [MISSING]: ': the key is gone',
  Disabled: ' until it is enabled',
  PendingDeletion: ' unless its deletion is cancelled',
  PendingReplicaDeletion: ' unless its deletion is cancelled',
  PendingImport: ' until its material is there',
  Unavailable: ' until it is available',
};

const STATES: Record<string, { label: string; outcome: Outcome }> = {
  [MISSING]: { label: 'Missing', outcome: 'fail' },
  Enabled: { label: 'Enabled', outcome: 'pass' },
  Disabled: { label: 'Disabled', outcome: 'fail' },
  PendingDeletion: { label: 'Pending deletion', outcome: 'fail' },
  PendingReplicaDeletion: {
    label: 'Pending deletion of its replicas',
    outcome: 'fail',
  },
  PendingImport: { label: 'Waits for key material', outcome: 'fail' },
  Unavailable: { label: 'Unavailable', outcome: 'fail' },
  Creating: { label: 'Being created', outcome: 'warn' },
  Updating: { label: 'Being updated', outcome: 'warn' },
};

/** A state as AWS spells it, as a label and how bad it is; one that is not known here is unknown, never good. */
export function describeState(state: string): {
  label: string;
  outcome: Outcome;
} {
  return Object.hasOwn(STATES, state)
    ? STATES[state]
    : { label: state === 'unknown' ? 'Unknown' : state, outcome: 'unknown' };
}

/** The states in which no memory under a key can be read, as the catalog's annotation has them. */
export const UNREADABLE_STATES = Object.keys(UNREADABLE).filter(
  state => state !== MISSING,
);

/** The states that pass by themselves. */
export const CHANGING_STATES = ['Creating', 'Updating'];

/** The state of a key as AWS spells it, `MISSING` where AWS says that there is no such key, or `unknown`. */
export function stateOf({ details }: Pick<KeyEntity, 'details'>): string {
  if (details.state === 'known') return details.value.state;
  return details.state === 'missing' ? MISSING : 'unknown';
}

/** What happens, or has happened, to the memories under a key that is not enabled, in words. */
export function describeRisk(
  key: Pick<KeyEntity, 'details'>,
  memories: number,
): string {
  if (memories === 0) return 'No memory that you see depends on it';
  const state = stateOf(key);
  const why = Object.hasOwn(UNREADABLE, state)
    ? UNREADABLE[state]
    : ' if it goes';
  return `${pluralizeMemories(memories)} can’t be read${why}`;
}

/** Account and region of a key: many keys have the same alias in another place. */
export function keyPlace({ scope }: Pick<KeyEntity, 'scope'>): string {
  return `${scope.accountId} · ${scope.region}`;
}

/** The day on which a key will be deleted, `YYYY-MM-DD`; `undefined` if it will not be, or nobody knows. */
export function deletionDayOf({ details }: KeyEntity): string | undefined {
  return details.state === 'known'
    ? details.value.deletionDate?.slice(0, 10)
    : undefined;
}

/** What people call a key: its first alias, or why there is none. */
export function keyAlias({ aliases }: Pick<KeyEntity, 'aliases'>): string {
  if (aliases.state !== 'known') return 'Key whose alias is not known';
  return aliases.value[0] ?? 'Key without an alias';
}

/** The rotation of a key in a few words. */
export function rotationPhrase({ rotation }: KeyEntity): string {
  if (rotation.state === 'absent') return 'Does not apply';
  if (rotation.state !== 'known') return 'Not known';
  const { enabled, periodDays } = rotation.value;
  if (!enabled) return 'Off';
  return periodDays === undefined ? 'On' : `Every ${periodDays} days`;
}

function namesOf(summary: KeyPolicySummary, effect: 'Allow' | 'Deny') {
  const statements = summary.kind === 'statements' ? summary.statements : [];
  return [
    ...new Set(statements.filter(s => s.effect === effect).map(s => s.who)),
  ];
}

/** Who may use a key, in a phrase; the whole policy in words is on the key's own page. */
export function whoMayUse({ policy }: KeyEntity): string {
  if (!policy) return 'Not published';
  if (policy.state !== 'known') {
    return describeObserved('key', policy, () => '') ?? 'Not known';
  }
  const summary = policy.value;
  if (summary.kind === 'not-understood') return summary.reason;
  const allowed = namesOf(summary, 'Allow');
  if (allowed.length === 0) return 'Nobody';
  const named = allowed.slice(0, NAMED).join('; ');
  const more = allowed.length - NAMED;
  return [
    named,
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(namesOf(summary, 'Deny').length > 0 ? ['with exceptions'] : []),
  ].join(', ');
}
