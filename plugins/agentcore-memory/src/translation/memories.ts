/** The Memories tab. */
export const memories = {
  noMatch: 'No memory matches these filters',
  noneOnPage: 'No memories on this page',
  columns: 'Columns',
  export: {
    action: 'Export',
    running: 'Exporting …',
    csv: 'Table (CSV)',
    json: 'Evidence for auditors (JSON)',
    failed: 'The export failed',
  },
  loadFailed: 'The memories could not be loaded',
  scopesFailed:
    'Could not ask which scopes were read; memories may be missing below',
  hidden_one:
    '{{count, number}} memory of groups that you may not read is not listed.',
  hidden_other:
    '{{count, number}} memories of groups that you may not read are not listed.',
  lastKnown:
    'Verdicts here are the last known ones; scores and coverage count memories with stale facts as unknown.',
  filters: {
    label: 'Filter memories',
    withGroupsBelow: 'With groups below',
    ruleNotPassed: 'Rule not passed',
    unowned: 'Unowned',
    ownerNotFound: 'Owner not found',
    claim: '"{{claim}}"',
    ofKey: 'Key: {{key}}',
    ofOneKey: 'Under one key',
    optionsFailed:
      'Owners, accounts and regions to choose from could not be loaded: {{reason}}',
  },
  stale: {
    counted_one:
      '{{count}} memory of all teams is stale: it counts as unknown, and is listed under its last verdict.',
    counted_other:
      '{{count}} memories of all teams are stale: they count as unknown, and are listed under their last verdict.',
    notKnown:
      'How many memories are stale is not known: such ones count as unknown, and are listed under their last verdict.',
  },
  ownerSource: {
    transformer: 'Set by this portal’s own transformer.',
    account: 'From the owner configured for the account.',
    default: "From the provider's default owner.",
    none: 'No owner tag, and no owner is configured for the account or the provider.',
    unread: 'The tags could not be read, so the owner is not known.',
    tag: 'From the tag "{{tag}}".',
    managerTag:
      'From the tag "{{tag}}" of the resource that manages the memory.',
    invalidTag:
      'The tag "{{tag}}" says "{{claim}}", which is not a valid owner.',
    invalidManagerTag:
      'The tag "{{tag}}" of the resource that manages the memory says "{{claim}}", which is not a valid owner.',
  },
} as const;

/** The card of a memory. */
export const memory = {
  title: 'AgentCore memory assessment',
  now: '{{now}} {{todo}}',
  nowWord: 'Now:',
  showFix: 'Show how to fix it',
  openFindings: 'Findings that need attention',
  rulesThatPass: 'Rules that pass',
  rulesNotApplicable: 'Rules that do not apply',
  showThem: 'show them',
  fixFailed: 'What to do could not be worked out: {{reason}}',
  waiversFailed:
    'Whether something of it is waived could not be read: {{reason}}',
  offer: { replace: 'Replace it and move its data', retire: 'Retire it' },
  evidence: {
    show: 'Evidence',
    hide: 'Hide evidence',
    fact: 'Fact',
    value: 'Value',
    source: 'Source',
  },
  fix: {
    show: 'How to fix',
    hide: 'Hide the fix',
    with: 'Fix with: {{rule}}',
    keyOwner:
      'The key is in account {{account}}. Ask its owner, {{owner}}, to do this:',
    keyAccount:
      'The key is in account {{account}}. Ask those who run that account to do this:',
    manager:
      'Ask those who run {{arn}}: the memory is managed by it, and has to be changed there.',
    replace:
      '{{link}}, with the form filled in for this memory: a new memory with a key of yours gets all that this one remembers. This one stays until you retire it. Or run the commands, which move no data:',
  },
  details: {
    keyState: 'Key state',
    settings: 'Settings',
    replacedBy: 'Replaced by',
    replaces: 'Replaces',
    migration: 'Migration',
    migrationReport: 'Report of the migration',
    task: 'Task {{id}}',
  },
  advice: {
    retire:
      'It was replaced: point the agents at its successor, then retire it.',
    lookAgain:
      'Have AWS asked again by a scan. Where that changes nothing, the Coverage tab says what could not be read.',
    allow:
      'Ask those who run the scans to have their role allowed {{call}}, then scan again.',
    keyOwner:
      "The key is in account {{account}}, which is not the memory's: ask its owner.",
    manager: 'Another resource manages this memory: change it there.',
    more_one: '{{reason}} {{count}} rule needs attention as well.',
    more_other: '{{reason}} {{count}} rules need attention as well.',
    gone: {
      compliant:
        'The catalog does not have this memory any more. The last verdict was compliant.',
      'at-risk':
        'The catalog does not have this memory any more. The last verdict was at risk.',
      'non-compliant':
        'The catalog does not have this memory any more. The last verdict was non-compliant.',
      unknown:
        'The catalog does not have this memory any more. The last verdict was unknown.',
    },
    staleSince:
      'AWS has not answered about this memory or its key since {{instant}}.',
    staleNotListed:
      'Its account and region were not listed completely for too long, or AWS did not answer about it.',
    stale: {
      compliant:
        '{{why}} The last verdict was compliant; a stale verdict counts as unknown.',
      'at-risk':
        '{{why}} The last verdict was at risk; a stale verdict counts as unknown.',
      'non-compliant':
        '{{why}} The last verdict was non-compliant; a stale verdict counts as unknown.',
      unknown:
        '{{why}} The last verdict was unknown; a stale verdict counts as unknown.',
    },
    late: 'AWS has not answered about this memory or its key since {{instant}}; until it is stale, its last verdict is still counted.',
    asking: 'Whether this rests on fresh facts is not known yet.',
    notKnown: 'Whether this rests on fresh facts is not known.',
    allClear:
      'Every rule that applies to this memory passes, on complete facts. There is nothing to do.',
    wasClear:
      'Every rule that applies to this memory passed when AWS last answered. {{caveat}}',
    noFindings:
      'Not assessed: this memory has no findings, so its verdict is unknown.',
    noReason: 'No finding explains this verdict.',
  },
} as const;
