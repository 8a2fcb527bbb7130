import { Service } from '../http/operation';
import { listAccounts, listAccountsForParent } from './accounts';
import { listParents } from './parents';
import { listTagsForResource } from './tags';
import {
  describeOrganization,
  listOrganizationalUnitsForParent,
  listRoots,
} from './units';

/** The operations of AWS Organizations that find accounts. */
export const organizationsService: Service = {
  operations: {
    DescribeOrganization: describeOrganization,
    ListRoots: listRoots,
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
    ListParents: listParents,
    ListTagsForResource: listTagsForResource,
  },
  pageTokens: {
    ListRoots: 'NextToken',
    ListAccounts: 'NextToken',
    ListAccountsForParent: 'NextToken',
    ListOrganizationalUnitsForParent: 'NextToken',
    ListTagsForResource: 'NextToken',
  },
  resourcesOf: ({ input }) =>
    [input.ParentId, input.ChildId, input.ResourceId].filter(
      (id): id is string => typeof id === 'string',
    ),
};
