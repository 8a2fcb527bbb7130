import { KeyPrincipal } from 'backstage-plugin-agentcore-memory-common';
import { KeyCall } from './toKeyCall';

function add(
  { operations, ...known }: KeyPrincipal,
  { event: { operation, at, errorCode } }: KeyCall,
): KeyPrincipal {
  return {
    ...known,
    operations: operations.includes(operation)
      ? operations
      : [...operations, operation].sort(),
    count: known.count + 1,
    failed: known.failed + (errorCode ? 1 : 0),
    firstAt: at < known.firstAt ? at : known.firstAt,
    lastAt: at > known.lastAt ? at : known.lastAt,
  };
}

/** Who made these calls; who made the latest one is first. */
export function toPrincipals(calls: readonly KeyCall[]): KeyPrincipal[] {
  const principals = new Map<string, KeyPrincipal>();
  for (const call of calls) {
    const { principal, event } = call;
    const id = JSON.stringify([principal.name, principal.type, principal.via]);
    const known = principals.get(id) ?? {
      ...principal,
      operations: [],
      count: 0,
      failed: 0,
      firstAt: event.at,
      lastAt: event.at,
    };
    principals.set(id, add(known, call));
  }
  return [...principals.values()].sort(
    (a, b) => b.lastAt.localeCompare(a.lastAt) || a.name.localeCompare(b.name),
  );
}
