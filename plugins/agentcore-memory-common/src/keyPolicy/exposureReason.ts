import { Exposure, Opening } from './results';
import { listed } from './text';

function subjectOf({ statement, principals }: Opening): string {
  return `Statement ${statement} allows ${principals}`;
}

function conditionsOf({ narrowedBy }: Opening): string {
  return narrowedBy.length > 0 ? ` where ${listed(narrowedBy)}` : '';
}

function actionsOf({ actions }: Opening): string {
  return listed(actions, 'and', actions.length);
}

function failed(opening: Opening): string {
  const but =
    opening.narrowedBy.length > 0
      ? `, and only${conditionsOf(opening)}: that says how, not who`
      : '';
  return `${subjectOf(opening)} ${actionsOf(opening)}${but}.`;
}

function foreignAccounts({ accountIds }: Opening): string[] {
  if (accountIds.length === 0) return [];
  const [accounts, are] =
    accountIds.length === 1 ? ['account', 'is'] : ['the accounts', 'are'];
  return [
    `the whole of ${accounts} ${listed(
      accountIds,
    )}, which ${are} neither the key's nor the memory's`,
  ];
}

function untrustedOrganizations({ organizationIds }: Opening): string[] {
  if (organizationIds.length === 0) return [];
  const [organizations, are] =
    organizationIds.length === 1
      ? ['organisation', 'is']
      : ['the organisations', 'are'];
  return [
    `${organizations} ${listed(organizationIds)}, which ${are} not trusted`,
  ];
}

function warned(opening: Opening): string {
  const whom = [
    ...foreignAccounts(opening),
    ...untrustedOrganizations(opening),
  ];
  const { statement, sure } = opening;
  return `Statement ${statement} ${sure ? 'allows' : 'may allow'} ${actionsOf(
    opening,
  )} to ${whom.join('; and to ')}.`;
}

function undecided(opening: Opening): string {
  return `${subjectOf(opening)} ${actionsOf(opening)}${conditionsOf(
    opening,
  )}; whether that lets strangers in can't be decided.`;
}

const SENTENCE: Record<Opening['outcome'], (opening: Opening) => string> = {
  fail: failed,
  unknown: undecided,
  warn: warned,
};

/** Sentences bounded, as a policy may hold hundreds of statements. */
const MAX_SENTENCES = 3;

/** Why exposure came out as it did, in plain words. */
export function exposureReason(
  outcome: Exposure['outcome'],
  open: readonly Opening[],
  trusts: boolean,
): string {
  if (outcome === 'pass') {
    return `Nobody is let in without a condition that narrows who, and no whole account but those of the key and the memory${
      trusts ? ', or trusted ones' : ''
    }.`;
  }
  const decisive = open.filter(opening => opening.outcome === outcome);
  const more = decisive.length - MAX_SENTENCES;
  return [
    ...decisive
      .slice(0, MAX_SENTENCES)
      .map(opening => SENTENCE[opening.outcome](opening)),
    ...(more > 0 ? [`The same holds for ${more} more.`] : []),
  ].join(' ');
}
