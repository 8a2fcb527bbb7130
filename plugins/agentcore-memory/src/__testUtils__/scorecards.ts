import {
  OwnerScorecardResponse,
  percent,
  RULE_IDS,
  RuleTally,
  ScanSummary,
  ScopeHealth,
  ScorecardItem,
  ScorecardsResponse,
  sumScorecards,
  TREND_WEEKS,
  TrendedScorecard,
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

/** A scorecard of this many memories by verdict, worst first: non-compliant, unknown, at risk, compliant. */
export function card(
  [bad, unknown, atRisk, compliant]: [number, number, number, number],
  rest: Partial<TrendedScorecard> = {},
): TrendedScorecard {
  const covered = bad + atRisk + compliant;
  return {
    ...sumScorecards([
      {
        counts: {
          'non-compliant': bad,
          unknown,
          'at-risk': atRisk,
          compliant,
        },
        covered,
        stale: 0,
        waived: 0,
        compliantByWaiver: 0,
      },
    ]),
    trend: [],
    failsFromStart: false,
    ...rest,
  };
}

/** The row of a team. */
export function team(
  name: string,
  title: string,
  scorecard: TrendedScorecard,
  rest: Partial<ScorecardItem> = {},
): ScorecardItem {
  return {
    bucket: 'owner',
    ownerRef: `group:default/${name}`,
    title,
    parents: [],
    ...scorecard,
    ...rest,
  };
}

/** No rule was judged, but for these. */
function tallies(
  outcomes: Partial<Record<string, Partial<RuleTally['outcomes']>>>,
): RuleTally[] {
  return RULE_IDS.map(rule => ({
    rule,
    outcomes: {
      pass: 0,
      warn: 0,
      fail: 0,
      unknown: 0,
      'not-applicable': 0,
      ...outcomes[rule],
    },
  }));
}

/** A score that went from 20 to 80 %, and was not recorded in the first weeks. */
const RISING = Array.from({ length: TREND_WEEKS }, (_, week) =>
  week < 3 ? null : percent(week * 6 + 2, TREND_WEEKS * 6),
);

const WITHOUT_OWNER = { parents: [] };

/** Four rows: a team, another one without blemish, and both kinds of memories without an owner. */
export const SCORECARDS: ScorecardsResponse = {
  items: [
    team(
      'payments',
      'Payments',
      card([4, 2, 1, 5], {
        covered: 9,
        coverage: 75,
        stale: 1,
        trend: RISING,
        failingSince: '2026-10-02T08:00:00Z',
      }),
    ),
    team('search', 'Search', card([0, 0, 0, 1])),
    {
      bucket: 'owner-not-found',
      title: 'Owner not found',
      claims: ['group:default/ghosts', 'Team Ghost!'],
      ...WITHOUT_OWNER,
      ...card([1, 0, 1, 0]),
    },
    {
      bucket: 'unowned',
      title: 'Unowned',
      ...WITHOUT_OWNER,
      ...card([0, 0, 0, 0]),
    },
  ],
  totals: card([5, 2, 2, 6], {
    coverage: 80,
    covered: 12,
    stale: 1,
    trend: RISING,
  }),
  rules: tallies({
    'customer-managed-key': { pass: 9, fail: 4, unknown: 2 },
    'key-usable': { pass: 11, fail: 1, unknown: 2, 'not-applicable': 1 },
    'key-rotation': { pass: 12, warn: 2, 'not-applicable': 1 },
  }),
  scans: summary(),
  refreshedAt: '2026-11-23T14:05:00Z',
};

/** A department with memories of its own, two teams below it, and a team beside it. */
export const TREE: ScorecardsResponse = {
  ...SCORECARDS,
  items: [
    team('payments', 'Payments', card([4, 0, 0, 1]), {
      parents: ['group:default/commerce'],
    }),
    team('commerce', 'Commerce', card([0, 1, 0, 0]), {
      rolledUp: card([4, 1, 1, 4]),
    }),
    team('checkout', 'Checkout', card([0, 0, 1, 3]), {
      parents: ['group:default/commerce'],
    }),
    team('search', 'Search', card([0, 0, 0, 1])),
  ],
};

/** A catalog without memories. */
export const NO_SCORECARDS: ScorecardsResponse = {
  items: [],
  totals: card([0, 0, 0, 0]),
  rules: tallies({}),
  scans: { scopes: 0, failed: 0, firstFailed: [], notInCatalog: 0 },
  refreshedAt: '2026-11-23T14:05:00Z',
};

/** A team with failures of every kind. */
export const TEAM: OwnerScorecardResponse = {
  item: SCORECARDS.items[0],
  children: [],
  rules: tallies({
    'customer-managed-key': { pass: 9, fail: 1, unknown: 2 },
    'key-usable': { pass: 6, warn: 1, fail: 3, unknown: 2 },
    'key-rotation': { pass: 11, 'not-applicable': 1 },
  }),
  worstMemories: [
    {
      entityRef: 'resource:default/support-notes',
      title: 'support_notes',
      accountId: '111122223333',
      region: 'eu-central-1',
      verdict: 'non-compliant',
      stale: false,
      ownerRef: 'group:default/payments',
      rule: 'customer-managed-key',
      reason: 'The memory has no key of its own: AWS owns the key.',
    },
    {
      entityRef: 'resource:default/old-notes',
      title: 'old_notes',
      accountId: '111122223333',
      region: 'us-east-1',
      verdict: 'compliant',
      stale: true,
      ownerRef: 'group:default/payments',
    },
  ],
  scans: summary(),
  refreshedAt: '2026-11-23T14:05:00Z',
};

/** A department: nothing of its own, two teams below it. */
export const DEPARTMENT: OwnerScorecardResponse = {
  ...TEAM,
  item: team('commerce', 'Commerce', card([0, 0, 0, 0]), {
    rolledUp: card([4, 0, 1, 4], { trend: RISING }),
  }),
  children: [
    team('payments', 'Payments', card([4, 0, 0, 1]), {
      parents: ['group:default/commerce'],
    }),
    team('checkout', 'Checkout', card([0, 0, 1, 3]), {
      parents: ['group:default/commerce'],
    }),
  ],
};

/** A team that owns nothing. */
export const EMPTY_TEAM: OwnerScorecardResponse = {
  ...TEAM,
  item: team('idle', 'Idle', card([0, 0, 0, 0])),
  rules: tallies({}),
  worstMemories: [],
};
