import {
  KeyEntity,
  KeyPolicySummary,
  Outcome,
} from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { describeObserved } from './describeObserved';
import { MISSING } from './keyFilters';

/** Principals that a phrase names one by one. */
const NAMED = 2;

/** The states in which memories can't be read, and which message says so. */
const UNREADABLE = {
  [MISSING]: 'missing',
  Disabled: 'Disabled',
  PendingDeletion: 'PendingDeletion',
  PendingReplicaDeletion: 'PendingDeletion',
  PendingImport: 'PendingImport',
  Unavailable: 'Unavailable',
} as const;

const STATES = {
  [MISSING]: 'fail',
  Enabled: 'pass',
  Disabled: 'fail',
  PendingDeletion: 'fail',
  PendingReplicaDeletion: 'fail',
  PendingImport: 'fail',
  Unavailable: 'fail',
  Creating: 'warn',
  Updating: 'warn',
  unknown: 'unknown',
} as const satisfies Record<string, Outcome>;

function isOneOf<T extends object>(
  states: T,
  state: PropertyKey,
): state is keyof T {
  return Object.hasOwn(states, state);
}

/** A state as AWS spells it, as a label and how bad it is; one that is not known here is unknown, never good. */
export function describeState(
  t: Translate,
  state: string,
): {
  label: string;
  outcome: Outcome;
} {
  return isOneOf(STATES, state)
    ? { label: t(`keys.state.${state}`), outcome: STATES[state] }
    : { label: state, outcome: 'unknown' };
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
  t: Translate,
  key: Pick<KeyEntity, 'details'>,
  memories: number,
): string {
  if (memories === 0) return t('keys.risk.none');
  const state = stateOf(key);
  const why = isOneOf(UNREADABLE, state) ? UNREADABLE[state] : 'goes';
  return t(`keys.risk.${why}`, { count: memories });
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
export function keyAlias(
  t: Translate,
  { aliases }: Pick<KeyEntity, 'aliases'>,
): string {
  if (aliases.state !== 'known') return t('keys.aliasNotKnown');
  return aliases.value[0] ?? t('keys.withoutAlias');
}

/** The rotation of a key in a few words. */
export function rotationPhrase(t: Translate, { rotation }: KeyEntity): string {
  if (rotation.state === 'absent') return t('keys.rotation.notApplicable');
  if (rotation.state !== 'known') return t('keys.rotation.notKnown');
  const { enabled, periodDays } = rotation.value;
  if (!enabled) return t('keys.rotation.off');
  return periodDays === undefined
    ? t('keys.rotation.on')
    : t('keys.rotation.every', { count: periodDays });
}

function namesOf(summary: KeyPolicySummary, effect: 'Allow' | 'Deny') {
  const statements = summary.kind === 'statements' ? summary.statements : [];
  return [
    ...new Set(statements.filter(s => s.effect === effect).map(s => s.who)),
  ];
}

/** Who may use a key, in a phrase; the whole policy in words is on the key's own page. */
export function whoMayUse(t: Translate, { policy }: KeyEntity): string {
  if (!policy) return t('keys.users.notPublished');
  if (policy.state !== 'known') {
    return (
      describeObserved(t, 'key', policy, () => '') ?? t('keys.users.notKnown')
    );
  }
  const summary = policy.value;
  if (summary.kind === 'not-understood') return summary.reason;
  const allowed = namesOf(summary, 'Allow');
  if (allowed.length === 0) return t('keys.users.nobody');
  const named = allowed.slice(0, NAMED).join('; ');
  const more = allowed.length - NAMED;
  return [
    named,
    ...(more > 0 ? [t('keys.users.andMore', { number: String(more) })] : []),
    ...(namesOf(summary, 'Deny').length > 0
      ? [t('keys.users.withExceptions')]
      : []),
  ].join(', ');
}
