import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Notice } from '../layout/Notice';

/** Says that there is nowhere to create a memory, and whom to ask. */
export function NoTarget({ ownerRef }: { ownerRef: string }) {
  return (
    <Notice
      severity="warning"
      title="You may create memories for this owner in no configured account"
    >
      Choose an owner that you are a member of, or ask those who run this portal
      to let you create memories for <EntityRefLink entityRef={ownerRef} />, or
      to configure an account.
    </Notice>
  );
}
