import { Operation, OperationContext } from '../http/operation';
import { readableOrganizationOf } from './access';
import { organizationsError, readInput } from './errors';
import { Organization, OrganizationalUnit } from './Organization';

const PARENT_PATTERN = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;
const CHILD_PATTERN = /^(\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;

/** The root or unit that an input's `ParentId` names. */
export function requireParent(
  { input }: OperationContext,
  { units }: Organization,
): OrganizationalUnit {
  const id = readInput(input).requiredString('ParentId', {
    pattern: PARENT_PATTERN,
  });
  const parent = units.get(id);
  if (!parent) {
    throw organizationsError(
      'ParentNotFoundException',
      `We can't find a root or OU with the ParentId ${id}.`,
    );
  }
  return parent;
}

/** ListParents of an account or unit: there is exactly one. */
export const listParents: Operation = context => {
  const { accounts, units, root } = readableOrganizationOf(context);
  const id = readInput(context.input).requiredString('ChildId', {
    pattern: CHILD_PATTERN,
  });
  const parentId = (accounts.get(id) ?? units.get(id))?.parentId;
  if (!parentId) {
    throw organizationsError(
      'ChildNotFoundException',
      `We can't find an OU or account with the ChildId ${id}.`,
    );
  }
  return {
    body: {
      Parents: [
        {
          Id: parentId,
          Type: parentId === root.id ? 'ROOT' : 'ORGANIZATIONAL_UNIT',
        },
      ],
    },
  };
};
