import {
  RULE_IDS,
  Waiver,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** What the backend answers where nobody has asked for a waiver. */
export const NO_WAIVERS: WaiversResponse = {
  items: [],
  totalItems: 0,
  complete: true,
  maxDays: 90,
  mayRequest: [...RULE_IDS],
};

/** A waiver that is pending unless told otherwise. */
export function waiver(more: Partial<Waiver> = {}): Waiver {
  return {
    id: 'w1',
    kind: 'memory',
    entityRef: 'resource:default/notes-1',
    title: 'notes',
    ownerRef: 'group:default/payments',
    rule: 'customer-managed-key',
    reason: 'It goes away in March',
    expiresOn: '2099-12-31',
    state: 'pending',
    requestedBy: 'user:default/ann',
    requestedAt: '2026-11-20T10:00:00.000Z',
    gone: false,
    mayDecide: false,
    mayRevoke: false,
    ...more,
  };
}

/** The answer with these waivers. */
export function waiversOf(...items: Waiver[]): WaiversResponse {
  return { ...NO_WAIVERS, items, totalItems: items.length };
}
