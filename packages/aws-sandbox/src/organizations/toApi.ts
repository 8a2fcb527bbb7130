import {
  MemberAccount,
  Organization,
  OrganizationalUnit,
} from './Organization';

function arnOf(
  { id, managementAccountId, partition }: Organization,
  resource: string,
): string {
  const [type, ...name] = resource.split('/');
  return `arn:${partition}:organizations::${managementAccountId}:${[
    type,
    id,
    ...name,
  ].join('/')}`;
}

function emailOf(accountId: string): string {
  return `aws+${accountId}@example.com`;
}

/** An organization as DescribeOrganization returns it. */
export function toApiOrganization(organization: Organization) {
  const { id, managementAccountId } = organization;
  return {
    Id: id,
    Arn: arnOf(organization, 'organization'),
    FeatureSet: 'ALL',
    MasterAccountArn: arnOf(organization, `account/${managementAccountId}`),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: emailOf(managementAccountId),
  };
}

/** A root as ListRoots returns it. */
export function toApiRoot(
  organization: Organization,
  { id, name }: OrganizationalUnit,
) {
  return {
    Id: id,
    Arn: arnOf(organization, `root/${id}`),
    Name: name,
    PolicyTypes: [],
  };
}

/** A unit as ListOrganizationalUnitsForParent returns it. */
export function toApiUnit(
  organization: Organization,
  { id, name }: OrganizationalUnit,
) {
  return { Id: id, Arn: arnOf(organization, `ou/${id}`), Name: name };
}

/** An account as the listings return it; `Status`, which AWS is about to retire, equals `State`. */
export function toApiAccount(
  organization: Organization,
  { id, status, joinedAt }: MemberAccount,
  name: string,
) {
  return {
    Id: id,
    Arn: arnOf(organization, `account/${id}`),
    Email: emailOf(id),
    Name: name,
    Status: status,
    State: status,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: joinedAt / 1000,
  };
}
