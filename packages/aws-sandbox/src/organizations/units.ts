import { Operation } from '../http/operation';
import { organizationOf, readableOrganizationOf } from './access';
import { pageOf } from './page';
import { requireParent } from './parents';
import { toApiOrganization, toApiRoot, toApiUnit } from './toApi';

/** DescribeOrganization: allowed for every account in it. */
export const describeOrganization: Operation = context => ({
  body: { Organization: toApiOrganization(organizationOf(context)) },
});

/** ListRoots: there is exactly one. */
export const listRoots: Operation = context => {
  const organization = readableOrganizationOf(context);
  const { items, NextToken } = pageOf(context, 'ListRoots', [
    organization.root,
  ]);
  return {
    body: {
      Roots: items.map(root => toApiRoot(organization, root)),
      NextToken,
    },
  };
};

/** ListOrganizationalUnitsForParent: those directly in a root or unit. */
export const listOrganizationalUnitsForParent: Operation = context => {
  const organization = readableOrganizationOf(context);
  const parent = requireParent(context, organization);
  const { items, NextToken } = pageOf(
    context,
    `ListOrganizationalUnitsForParent/${parent.id}`,
    [...organization.units.values()].filter(
      ({ parentId }) => parentId === parent.id,
    ),
  );
  return {
    body: {
      OrganizationalUnits: items.map(unit => toApiUnit(organization, unit)),
      NextToken,
    },
  };
};
