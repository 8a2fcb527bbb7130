import {
  HistoryDay,
  HistoryResponse,
} from 'backstage-plugin-agentcore-memory-common';
import { card } from './scorecards';

/** A day on which so many memories had each verdict, worst first, as `card` takes them. */
export function historyDay(
  day: string,
  counts: Parameters<typeof card>[0],
): HistoryDay {
  const { trend, failsFromStart, ...scorecard } = card(counts);
  return { day, ...scorecard };
}

/** Three days with a gap, a change of settings, and one transition of each kind. */
export const HISTORY: HistoryResponse = {
  days: [
    historyDay('2026-11-19', [6, 2, 2, 4]),
    historyDay('2026-11-20', [6, 2, 2, 5]),
    historyDay('2026-11-23', [5, 2, 2, 6]),
  ],
  marks: [
    {
      at: '2026-11-20T06:00:00Z',
      kind: 'settings',
      version: '0.1.0',
      memories: 3,
    },
  ],
  transitions: [
    {
      at: '2026-11-23T09:00:00Z',
      kind: 'resolved',
      entityRef: 'resource:default/notes-2',
      title: 'rotated_notes',
      ownerRef: 'group:default/search',
      rule: 'key-rotation',
      from: 'warn',
      to: 'pass',
    },
    {
      at: '2026-11-22T09:00:00Z',
      kind: 'regressed',
      entityRef: 'resource:default/support-notes',
      title: 'support_notes',
      ownerRef: 'group:default/payments',
      rule: 'key-usable',
      from: 'pass',
      to: 'fail',
    },
    {
      at: '2026-11-21T09:00:00Z',
      kind: 'new',
      entityRef: 'resource:default/notes-3',
      title: 'new_notes',
      rule: 'customer-managed-key',
      to: 'fail',
    },
    {
      at: '2026-11-20T09:00:00Z',
      kind: 'no-longer-assessed',
      entityRef: 'resource:default/notes-4',
      title: 'unread_notes',
      ownerRef: 'group:default/payments',
      rule: 'customer-managed-key',
      from: 'fail',
      to: 'unknown',
    },
    {
      at: '2026-11-19T09:00:00Z',
      kind: 'gone',
      entityRef: 'resource:default/notes-5',
      title: 'deleted_notes',
      ownerRef: 'group:default/payments',
      rule: 'customer-managed-key',
      from: 'fail',
      failedDays: 12,
    },
  ],
  transitionCounts: {
    regressed: 1,
    new: 1,
    'no-longer-assessed': 1,
    resolved: 1,
    gone: 1,
  },
  timeToRemediate: { medianDays: 12, failures: 3, ofUnknownAge: 2 },
  firstDay: '2026-11-19',
  recordedAt: '2026-11-23T14:04:00Z',
};

/** Nothing was recorded yet. */
export const NO_HISTORY: HistoryResponse = {
  days: [],
  marks: [],
  transitions: [],
  transitionCounts: {
    regressed: 0,
    new: 0,
    'no-longer-assessed': 0,
    resolved: 0,
    gone: 0,
  },
  timeToRemediate: { medianDays: null, failures: 0, ofUnknownAge: 0 },
};
