import { keyContext } from './keyContext';
import { Requester } from './matchPrincipal';
import { Party } from './parties';
import {
  ABSENT,
  ContextFacts,
  ContextValue,
  requestContext,
  RequestContext,
} from './requestContext';
import { ExposureFacts } from './results';
import { Vocabulary } from './vocabulary';

/** One who stands for all who are alike to a policy, and what a request by them carries. */
export interface Suspect {
  /** Whose principal asks, or for whom a service does; left out: it is not said for whom. */
  party?: Party;
  principal: Requester;
  context: RequestContext;
}

/** The forms that the ARN of a principal has, each with the type of identity behind it. */
const FORMS: readonly [service: string, type: string, behind: string][] = [
  ['iam', 'role/', 'role/'],
  ['iam', 'user/', 'user/'],
  ['sts', 'federated-user/', 'user/'],
  ['sts', 'assumed-role/', 'role/'],
];

/**
 * Keys that say how, when or for what a key is used, or that every account sets for its own principals. A caller
 * makes of them what they like. Network origin (IP address, VPC) is not among them: an address may well be one
 * company's own.
 */
const CHOSEN: ContextFacts = Object.fromEntries(
  'kms:ViaService kms:EncryptionContext:* kms:EncryptionContextKeys kms:GrantIsForAWSResource kms:GrantOperations kms:GrantConstraintType kms:EncryptionAlgorithm kms:RequestAlias kms:ResourceAliases kms:ReEncryptOnSameKey kms:BypassPolicyLockoutSafetyCheck aws:MultiFactorAuthPresent aws:MultiFactorAuthAge aws:TokenIssueTime aws:ViaAWSService aws:CalledVia aws:CalledViaFirst aws:CalledViaLast aws:Referer aws:UserAgent aws:PrincipalType aws:PrincipalTag/* aws:ResourceTag/* aws:ResourceOrgID'
    .split(' ')
    .map(key => [key, { kind: 'chosen' } as const]),
);

/** The keys that tell an organisation, of a principal or of whom a service acts for. */
function organization(
  whose: 'Principal' | 'Source',
  id: string | undefined,
): ContextFacts {
  const path: ContextValue = { kind: 'prefix', prefix: `${id}/`, list: true };
  return {
    [`aws:${whose}OrgID`]: id ?? ABSENT,
    [`aws:${whose}OrgPaths`]: id === undefined ? ABSENT : path,
  };
}

/** What principals carry of their own. */
function principalFacts(party: Pick<Party, 'accountId' | 'organizationId'>) {
  return {
    // "Included in the request context for all requests".
    'aws:PrincipalAccount': party.accountId,
    'kms:CallerAccount': party.accountId,
    ...organization('Principal', party.organizationId),
  };
}

function principalWith(
  arn: string,
  value: ContextValue,
  party: Party,
  facts: ExposureFacts,
): Suspect {
  const { accountId } = party;
  const partition = facts.keyArn.split(':')[1];
  return {
    party,
    principal: { kind: 'named', arn, accountId, partition },
    context: requestContext({
      ...CHOSEN,
      ...keyContext(facts),
      ...principalFacts(party),
      'aws:PrincipalArn': value,
      'aws:PrincipalIsAWSService': 'false',
      'aws:PrincipalServiceName': ABSENT,
      // These are there "only when the call to your resource is made directly by an AWS service principal".
      'aws:SourceAccount': ABSENT,
      'aws:SourceArn': ABSENT,
      ...organization('Source', undefined),
    }),
  };
}

const exactly = (arn: string): ContextValue => ({
  kind: 'values',
  values: [arn],
});

/** Principals of a party, one for each form of ARN that the policy can tell apart. */
export function principalsOf(
  party: Party,
  words: Vocabulary,
  facts: ExposureFacts,
): Suspect[] {
  const partition = facts.keyArn.split(':')[1];
  const forms = words.keys.has('aws:principalarn') ? FORMS : FORMS.slice(0, 1);
  const arnOf = (service: string, resource: string) =>
    `arn:${partition}:${service}::${party.accountId}:${resource}`;
  const { otherName } = words;
  const named = forms.map(([service, type, behind]) => {
    const value: ContextValue = {
      kind: 'prefix',
      prefix: arnOf(service, type),
      chosen: true,
      // One that the policy spells out is single; what counts of a foreign account is whether others get in.
      unlisted: party.foreign,
    };
    return principalWith(arnOf('iam', behind + otherName), value, party, facts);
  });
  if (party.foreign) return named;
  // The root user of a named account is one single principal.
  const root = arnOf('iam', 'root');
  return [...named, principalWith(root, exactly(root), party, facts)];
}

/** Whether any of these keys tells for whom a service acts. */
export function speaksOfSources(keys: Iterable<string>): boolean {
  return [...keys].some(key => /^aws:source(account|arn|org)/.test(key));
}

/** Whether any of these keys tells AWS services from other callers. */
export function speaksOfServices(keys: Iterable<string>): boolean {
  return (
    speaksOfSources(keys) ||
    [...keys].some(key => /^aws:principal(isawsservice|servicename)/.test(key))
  );
}

/**
 * AWS services, as one that the policy does not name: acting for each party, and for nobody that they tell. A
 * policy that says nothing of sources does not tell parties apart.
 */
export function servicesFor(
  parties: readonly Party[],
  words: Vocabulary,
  facts: ExposureFacts,
): Suspect[] {
  const partition = facts.keyArn.split(':')[1];
  const [account] = words.otherAccounts;
  const suspect = (source: ContextFacts, party?: Party): Suspect => ({
    ...(party && { party }),
    principal: { kind: 'service', service: words.otherName },
    context: requestContext({
      ...CHOSEN,
      ...keyContext(facts),
      // The accounts of AWS itself are strangers to every policy; nothing is known where it leaves out nobody.
      ...organization('Principal', undefined),
      'aws:PrincipalAccount': account ?? { kind: 'account' },
      'kms:CallerAccount': account ?? { kind: 'account' },
      // Whether a service shows an ARN is not documented; if so, it is none that a policy means.
      'aws:PrincipalArn': account && {
        kind: 'one-of',
        values: [
          ABSENT,
          exactly(`arn:${partition}:iam::${account}:role/${words.otherName}`),
        ],
      },
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': { kind: 'unlisted' },
      ...source,
    }),
  });
  if (!speaksOfSources(words.keys)) return [suspect({})];
  return [
    suspect({
      'aws:SourceAccount': ABSENT,
      'aws:SourceArn': ABSENT,
      ...organization('Source', undefined),
    }),
    ...parties.map(party =>
      suspect(
        {
          'aws:SourceAccount': party.accountId,
          'aws:SourceArn': {
            kind: 'resource-of',
            accountId: party.accountId,
          },
          ...organization('Source', party.organizationId),
        },
        party,
      ),
    ),
  ];
}
