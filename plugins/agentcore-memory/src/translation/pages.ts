/** What the pages, tabs and cards are called. */
export const page = {
  // The sidebar cuts longer titles.
  title: 'Agent memory',
  name: 'AgentCore memory',
  overview: 'Overview',
} as const;

/** The frame of lists, tables and forms. */
export const layout = {
  all: 'All',
  clearFilters: 'Clear filters',
  entityGone:
    'The catalog does not have this entity any more; below is its last known content',
  firstPage: 'Go to the first page',
  fewerPages: 'There are fewer pages than that.',
  nextPage: 'Next page',
  previousPage: 'Previous page',
  refreshFailed: 'Could not refresh; this is the last answer',
  rows: '{{from}}-{{to}} of {{count}}',
  showAll: 'Show all {{number}}',
  showFewer: 'Show fewer',
  tryAgain: 'Try again',
} as const;

/** Asking for a scan. */
export const scan = {
  now: 'Scan now',
  all: 'Scan all now',
  requested: 'Scan requested',
  failed: 'The scan could not be requested',
  failedWhy: 'The scan could not be requested: {{reason}}',
  scopeRequested:
    'Account {{account}}, {{region}}. What it finds shows here by itself.',
  allRequested: 'All accounts and regions. What it finds shows here by itself.',
} as const;

/** The widget of the home page. */
export const homeWidget = {
  description: 'Encryption score of your teams, and the worst of them',
  label: 'AgentCore memory of my teams',
  loadFailed: 'Your scorecards could not be loaded',
  score: 'Score of my teams',
  coverageHint: 'Coverage {{coverage}}: {{hint}}',
  team: 'score {{score}}, {{failing}}, coverage {{coverage}}',
  nothing:
    'Nothing to assess: the catalog shows no AgentCore memory of your teams.',
  all_one: 'My teams with all {{count, number}} memory',
  all_other: 'My teams with all {{count, number}} memories',
} as const;

/** The Overview tab. */
export const overview = {
  noneJudged: 'No memory was judged',
  noEarlierDay: 'No earlier day to compare with',
  ofMemories_one: 'of {{count, number}} memory',
  ofMemories_other: 'of {{count, number}} memories',
  notCovered: 'Not covered',
  notCoveredOf_one:
    'of {{count, number}} memory: not assessed on complete, fresh facts',
  notCoveredOf_other:
    'of {{count, number}} memories: not assessed on complete, fresh facts',
  stale_one: '{{count}} stale',
  stale_other: '{{count}} stale',
  outOfCatalog_one: '{{count}} not in the catalog',
  outOfCatalog_other: '{{count}} not in the catalog',
  keysAtRisk: {
    title: 'Keys at risk',
    order:
      'Pending deletion first, then those that can’t be used, then unknown ones',
    all_one: 'The key at risk',
    all_other: 'All {{count}} keys at risk',
    noKey: 'You see no key.',
    enabled_one:
      'The key that you see was enabled when AWS last answered about it.',
    enabled_other:
      'All {{count}} keys that you see were enabled when AWS last answered about them.',
  },
  rulesOrder:
    'Those that fail most often first; each leads to the memories that do not pass it',
  week: {
    title: 'What changed this week',
    show: 'Show 90 days',
    hide: 'Hide 90 days',
    about: 'what changed',
  },
  worstTeams: {
    title: 'Worst teams',
    label: 'Teams that have most to do',
    allCompliant: 'Every team’s own memories are compliant.',
  },
} as const;

/** The Teams tab, and what stands on the page of a team. */
export const teams = {
  worstFirst: 'Teams, worst first',
  oldestFailure: 'Oldest failure',
  noMatch: 'No team matches these filters',
  noneOnPage: 'No teams on this page',
  rowsAtTop: '{{from}}-{{to}} of {{count}} at the top',
  loadFailed: 'Your teams could not be loaded',
  allTeams: 'All teams',
  counted: 'Counted {{instant}}',
  filters: {
    label: 'Filter teams',
    show: 'Show',
    mine: 'My teams',
    departments: 'My departments',
    tree: 'As a tree',
  },
  nothing: {
    title: 'Nothing to assess',
    mine: 'The catalog shows no AgentCore memory of your teams or of a team below them.',
    departments:
      'The catalog shows no AgentCore memory of a team of your departments.',
    showAll: 'Show all teams',
  },
  teamsOf: 'Teams of {{team}}',
  showMore: 'Show more of {{team}}: {{number}} left',
  noneOfItsOwn: 'None of its own',
  ofItsOwn_one: '{{count, number}} memory of its own',
  ofItsOwn_other: '{{count, number}} memories of its own',
  bucket: {
    others: 'Teams that you may not read in the catalog.',
    'owner-not-found':
      'Their owner is not in the catalog, or their owner tag is not a valid owner:',
    unowned:
      'No owner tag, and no owner is configured for their account or provider.',
  },
  card: {
    nothing:
      'Nothing to assess: the catalog shows no AgentCore memory of this team.',
    withBelow_one:
      '{{count, number}} memory, those of the teams below included',
    withBelow_other:
      '{{count, number}} memories, those of the teams below included',
    worstMemories: 'Worst memories',
  },
  tab: {
    nothing:
      'Nothing to assess: the catalog shows no AgentCore memory of this team or of a team below it.',
    allBelow: 'All of them are of teams below; none is its own.',
    own_one:
      'Its own: {{count, number}} memory, score {{score}}, coverage {{coverage}}.',
    own_other:
      'Its own: {{count, number}} memories, score {{score}}, coverage {{coverage}}.',
    fixFirst: 'What to fix first',
    rulesOrder: 'Those that fail most often first',
    changed: 'What changed in 90 days',
  },
} as const;
