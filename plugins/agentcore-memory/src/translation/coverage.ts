/** The Coverage tab. */
export const coverage = {
  counts_one:
    '{{count, number}} scope: {{complete}} complete, {{failed}} failed, {{unsupported}} not available',
  counts_other:
    '{{count, number}} scopes: {{complete}} complete, {{failed}} failed, {{unsupported}} not available',
  countsBlocked: '{{counts}}, {{blocked}} blocked',
  countsNotInCatalog: '{{counts}}; {{notInCatalog}}',
  loadFailed: 'The coverage could not be loaded',
  denied: {
    title: 'You may not read how scans went',
    why: 'Scopes with their accounts and regions need the permission {{permission}}. How many could not be read is said beside the scorecards.',
  },
  notInCatalog:
    'Memories that AWS has and the catalog does not show count as not covered. The reason beside a scope names the entities and what holds their names.',
  noScans: {
    title: 'No scan has reported yet',
    check:
      'It is not known yet which accounts and regions can be read. Check that',
    provider: 'a provider is configured under {{config}};',
    firstScan: 'the backend has run long enough for its first scan.',
  },
  filters: {
    label: 'Filter scopes',
    search: 'Account, region or reason',
  },
  worstFirst: 'Scopes, worst first',
  noMatch: 'No scope matches these filters',
  noneOnPage: 'No scopes on this page',
  scope: 'Scope',
  lastComplete: 'Last complete listing',
  never: 'Never',
  stale: 'Stale',
  fresh: 'Fresh',
  history: 'History',
  historyOf: 'History of {{scope}}',
  noReport: 'No report has been kept yet.',
  noRefresh:
    'No look because of an event has changed anything since the first scan.',
  refreshes_one:
    '{{count}} look because of events changed something since the first scan; only their number is kept.',
  refreshes_other:
    '{{count}} looks because of events changed something since the first scan; only their number is kept.',
  report: {
    finished: 'Finished',
    took: 'Took',
    removed: 'Removed',
    notInCatalog: 'Not in catalog',
  },
  blocked: {
    title: 'Blocked by the organisation',
    why: 'A policy of the organisation denies AgentCore there, and no memory is known. These scopes are asked again once a day.',
    account: '{{account}} ({{provider}})',
    regions_one: '{{count}} region blocked by the organisation’s policy',
    regions_other: '{{count}} regions blocked by the organisation’s policy',
    showScopes: 'Show scopes',
    showRegions: 'Show regions',
    hideRegions: 'Hide regions',
    more_one: '{{count}} more account; search for an account to see it.',
    more_other: '{{count}} more accounts; search for an account to see it.',
  },
} as const;
