import {
  OwnerScorecardResponse,
  ScanSummary,
  ScopeHealth,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** A scope that was listed whole. */
export const HEALTHY_SCOPE: ScopeHealth = {
  scope: 'main/111122223333/eu-central-1',
  outcome: 'complete',
  lastAttemptAt: '2026-11-23T14:00:00Z',
  lastCompleteAt: '2026-11-23T14:00:00Z',
  memories: 12,
  stale: false,
  durationMs: 1_240,
  calls: {
    'bedrock-agentcore:ListMemories': 1,
    'kms:DescribeKey': 3,
  },
  throttles: 0,
  notInCatalog: 0,
  refreshes: 0,
};

/** A scope that could not be listed the last time. */
export const FAILED_SCOPE: ScopeHealth = {
  scope: 'main/444455556666/us-east-1',
  outcome: 'failed',
  reason: 'AccessDeniedException on ListMemories',
  lastAttemptAt: '2026-11-23T14:00:00Z',
  lastCompleteAt: '2026-11-22T09:15:00Z',
  memories: 3,
  stale: false,
  durationMs: 310,
  calls: { 'bedrock-agentcore:ListMemories': 4 },
  throttles: 2,
  notInCatalog: 0,
  refreshes: 0,
};

/** A scope whose last complete listing is too old to count. */
export const STALE_SCOPE: ScopeHealth = {
  ...HEALTHY_SCOPE,
  scope: 'main/111122223333/us-west-2',
  lastAttemptAt: '2026-11-21T14:00:00Z',
  lastCompleteAt: '2026-11-21T14:00:00Z',
  stale: true,
};

/** A scope that was listed whole, and of which the catalog does not show two memories. */
export const LACKING_SCOPE: ScopeHealth = {
  ...HEALTHY_SCOPE,
  scope: 'main/111122223333/eu-west-1',
  reason:
    'the name resource:default/support-0123456789ab is held by url:https://git.example/catalog-info.yaml; the catalog does not show resource:default/notes-0123456789ab',
  notInCatalog: 2,
  refreshes: 14,
};

/** A scope in whose region there is nothing to list. */
export const UNSUPPORTED_SCOPE: ScopeHealth = {
  scope: 'main/111122223333/me-south-1',
  outcome: 'unsupported',
  reason: 'The region has no AgentCore Memory',
  lastAttemptAt: '2026-11-23T14:00:00Z',
  memories: 0,
  stale: false,
  durationMs: 40,
  calls: {},
  throttles: 0,
  notInCatalog: 0,
  refreshes: 0,
};

/** Nine scopes, of which these failed. */
export function summary(...failed: ScopeHealth[]): ScanSummary {
  return {
    scopes: 9,
    failed: failed.length,
    firstFailed: failed,
    notInCatalog: 0,
  };
}

/** Four rows: a team, another one without blemish, and both kinds of memories without an owner. */
export const SCORECARDS: ScorecardsResponse = {
  items: [
    {
      bucket: 'owner',
      ownerRef: 'group:default/payments',
      title: 'Payments',
      counts: { 'non-compliant': 4, unknown: 2, 'at-risk': 1, compliant: 5 },
      total: 12,
      score: 41,
      coverage: 75,
      stale: 1,
    },
    {
      bucket: 'owner',
      ownerRef: 'group:default/search',
      title: 'Search',
      counts: { 'non-compliant': 0, unknown: 0, 'at-risk': 0, compliant: 1 },
      total: 1,
      score: 100,
      coverage: 100,
      stale: 0,
    },
    {
      bucket: 'owner-not-found',
      title: 'Owner not found',
      claims: ['group:default/ghosts', 'Team Ghost!'],
      counts: { 'non-compliant': 1, unknown: 0, 'at-risk': 1, compliant: 0 },
      total: 2,
      score: 0,
      coverage: 100,
      stale: 0,
    },
    {
      bucket: 'unowned',
      title: 'Unowned',
      counts: { 'non-compliant': 0, unknown: 0, 'at-risk': 0, compliant: 0 },
      total: 0,
      score: null,
      coverage: null,
      stale: 0,
    },
  ],
  totals: {
    counts: { 'non-compliant': 5, unknown: 2, 'at-risk': 2, compliant: 6 },
    total: 15,
    score: 40,
    coverage: 80,
    stale: 1,
  },
  scans: summary(),
  refreshedAt: '2026-11-23T14:05:00Z',
};

const NO_MEMORIES = {
  counts: { 'non-compliant': 0, unknown: 0, 'at-risk': 0, compliant: 0 },
  total: 0,
  score: null,
  coverage: null,
  stale: 0,
};

/** A catalog without memories. */
export const NO_SCORECARDS: ScorecardsResponse = {
  items: [],
  totals: NO_MEMORIES,
  scans: { scopes: 0, failed: 0, firstFailed: [], notInCatalog: 0 },
  refreshedAt: '2026-11-23T14:05:00Z',
};

/** A team with failures of every kind. */
export const TEAM: OwnerScorecardResponse = {
  item: SCORECARDS.items[0],
  rules: [
    {
      rule: 'customer-managed-key',
      outcomes: { pass: 9, warn: 0, fail: 1, unknown: 2, 'not-applicable': 0 },
    },
    {
      rule: 'key-usable',
      outcomes: { pass: 6, warn: 1, fail: 3, unknown: 2, 'not-applicable': 0 },
    },
    {
      rule: 'key-rotation',
      outcomes: { pass: 11, warn: 0, fail: 0, unknown: 0, 'not-applicable': 1 },
    },
  ],
  worstMemories: [
    {
      entityRef: 'resource:default/support-notes',
      title: 'support_notes',
      accountId: '111122223333',
      region: 'eu-central-1',
      verdict: 'non-compliant',
      stale: false,
    },
    {
      entityRef: 'resource:default/old-notes',
      title: 'old_notes',
      accountId: '111122223333',
      region: 'us-east-1',
      verdict: 'compliant',
      stale: true,
    },
  ],
  scans: summary(),
  refreshedAt: '2026-11-23T14:05:00Z',
};

/** A team that owns nothing. */
export const EMPTY_TEAM: OwnerScorecardResponse = {
  ...TEAM,
  item: {
    bucket: 'owner',
    ownerRef: 'group:default/idle',
    title: 'Idle',
    ...NO_MEMORIES,
  },
  rules: [],
  worstMemories: [],
};
