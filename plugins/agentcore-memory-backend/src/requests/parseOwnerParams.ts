import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { ownerRefOf } from 'backstage-plugin-agentcore-memory-common';

/** Reads the owner in the path. Throws `InputError` for anything but a group or user. */
export function parseOwnerParams(params: {
  kind: string;
  namespace: string;
  name: string;
}): CompoundEntityRef {
  const { kind, namespace, name } = params;
  const ref = ownerRefOf(`${kind}:${namespace}/${name}`);
  if (!ref) {
    throw new InputError(
      `"${kind}:${namespace}/${name}" in the path is not a group or user`,
    );
  }
  return parseEntityRef(ref);
}
