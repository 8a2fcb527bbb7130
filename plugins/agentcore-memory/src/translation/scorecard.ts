/** The parts of scorecards. */
export const scorecard = {
  nothingToAssess: 'nothing to assess',
  withWaivers: '{{score}} with waivers ({{waived}} waived)',
  noMemories: 'No memories',
  coverageHint: {
    some_one:
      'Some of {{count, number}} memory could not be assessed on complete, fresh facts',
    some_other:
      'Some of {{count, number}} memories could not be assessed on complete, fresh facts',
    counted_one:
      '{{missing}} of {{count, number}} memory could not be assessed on complete, fresh facts',
    counted_other:
      '{{missing}} of {{count, number}} memories could not be assessed on complete, fresh facts',
    withStale: '{{hint}} ({{stale}} stale)',
  },
  coverageLink: 'See the coverage of every scope',
  scopesUnread_one: '{{failed}} of {{count, number}} scope could not be read',
  scopesUnread_other:
    '{{failed}} of {{count, number}} scopes could not be read',
  failedScope: {
    listed:
      '{{scope}}: {{why}}. Its memories are those of the last complete listing ({{instant}}).',
    neverListed:
      '{{scope}}: {{why}}. Its memories have never been listed completely.',
    tooLong: 'not listed for too long',
    noReason: 'no reason was given',
    more_one: '… and {{count, number}} scope more.',
    more_other: '… and {{count, number}} scopes more.',
    hidden: 'Which ones, and why, is shown to those who may read scans.',
  },
  freshness: {
    asking: 'Whether this is fresh is not known yet.',
    failed:
      'Could not ask whether this is fresh; what is shown may be too old to count',
    late: 'AWS has not answered since {{instant}}, still counted',
    verdict: 'Stale: last verdict',
    state: 'Stale: last state',
    verdictSince: 'Stale, last verdict: AWS has not answered since {{instant}}',
    stateSince: 'Stale, last state: AWS has not answered since {{instant}}',
  },
  missing: {
    noScan: 'No scan has reported yet: memories may be missing here.',
    failed_one:
      'Memories may be missing here: {{failed}} of {{count, number}} scope could not be read.',
    failed_other:
      'Memories may be missing here: {{failed}} of {{count, number}} scopes could not be read.',
  },
  unseen: {
    noScan: 'No scan has reported yet: memories may be missing.',
    what: 'Memories may be missing: {{what}}.',
  },
  partial: {
    noScan: 'No scan has reported yet.',
    notKnown:
      'Below is what the catalog holds; whether it is everything is not known.',
  },
  empty: {
    title: 'No memories found',
    check: 'The catalog holds no AgentCore memory that you may see. Check that',
    provider:
      'a provider is configured under {{config}}, with the accounts and regions that hold memories;',
    scanned: 'its first scan has finished;',
    allowed: 'you may read the memories in the catalog.',
    readme: 'The README of {{module}} describes the configuration.',
    notShown: 'The catalog shows no memory',
    notShownCount_one:
      'AWS has {{count, number}} memory that the catalog does not show. None was judged.',
    notShownCount_other:
      'AWS has {{count, number}} memories that the catalog does not show. None was judged.',
  },
  notInCatalog:
    'Memories that AWS has and the catalog does not show count as not covered. Their owners are not known, so no score counts them.',
  notOurs:
    'The AgentCore memory provider did not write this entity, so nothing that it says is shown.',
  failureAge: {
    'from-start': 'Since before recording began',
    'not-recorded': 'Not recorded',
    nothing: 'Nothing fails',
    'nothing-known': 'Nothing known',
  },
  tally: {
    fail_one: '{{count}} fail',
    fail_other: '{{count}} fail',
    warn_one: '{{count}} warning',
    warn_other: '{{count}} warnings',
    unknown_one: '{{count}} unknown',
    unknown_other: '{{count}} unknown',
    unjudged_one: '{{count, number}} memory was judged by no rule.',
    unjudged_other: '{{count, number}} memories were judged by no rule.',
    noneFails: 'No rule fails or warns, and none is unknown.',
  },
  worst: {
    allCompliant: 'All of them are compliant.',
    notVisible: 'You may not see any of them in the catalog.',
  },
  trend: {
    inWeeks_one: 'in {{count}} week',
    inWeeks_other: 'in {{count}} weeks',
    inDays_one: 'in {{count}} day',
    inDays_other: 'in {{count}} days',
    unchanged: 'unchanged {{period}}',
    up_one: '{{count}} point up {{period}}',
    up_other: '{{count}} points up {{period}}',
    down_one: '{{count}} point down {{period}}',
    down_other: '{{count}} points down {{period}}',
    now: 'Score now {{score}} %',
    over_one: 'Score over {{count}} week: from {{from}} % to {{to}} %',
    over_other: 'Score over {{count}} weeks: from {{from}} % to {{to}} %',
  },
} as const;

/** What happened over time. */
export const history = {
  perDay: 'Verdicts per day',
  last90: 'The last 90 days',
  day: 'Day',
  asTable: 'Show as a table',
  hideTable: 'Hide the table',
  scoreWithWaivers: 'With waivers',
  tableOf: 'verdicts per day',
  marks: 'Marks',
  noDay:
    'No day was recorded yet. The first one shows here once memories are scanned; a trend needs a few more.',
  oneDay:
    'Recording began on {{day}}; whether it gets better shows from the second day on.',
  days: {
    none: 'Nothing was recorded.',
    one: 'Verdicts on {{day}}: {{verdicts}}.',
    many: 'Verdicts per day. {{firstDay}}: {{first}}. {{lastDay}}: {{last}}.',
  },
  mark: {
    settings_one:
      'The settings of the rules changed: {{count, number}} memory of all teams got another verdict by it, which is nobody’s regression.',
    settings_other:
      'The settings of the rules changed: {{count, number}} memories of all teams got another verdict by it, which is nobody’s regression.',
    version_one:
      'Version {{version}} judges since then: {{count, number}} memory of all teams got another verdict by it, which is nobody’s regression.',
    version_other:
      'Version {{version}} judges since then: {{count, number}} memories of all teams got another verdict by it, which is nobody’s regression.',
  },
  recording: {
    none: 'Nothing was recorded yet, so that no change is known.',
    since: 'Recording began on {{day}}.',
    stopped:
      'Nothing was recorded since {{instant}}: what happened later is not known.',
  },
  nothingChanged: 'Nothing changed.',
  nothingChangedSince: 'Nothing changed since recording began on {{day}}.',
  hidden: '{{number}} more are older, or of memories that you may not see.',
  transition: {
    regressed: 'Regressed',
    new: 'New',
    'no-longer-assessed': 'No longer assessed',
    resolved: 'Resolved',
    gone: 'Gone',
    counted: {
      regressed_one: '{{count}} regressed',
      regressed_other: '{{count}} regressed',
      new_one: '{{count}} new',
      new_other: '{{count}} new',
      'no-longer-assessed_one': '{{count}} no longer assessed',
      'no-longer-assessed_other': '{{count}} no longer assessed',
      resolved_one: '{{count}} resolved',
      resolved_other: '{{count}} resolved',
      gone_one: '{{count}} gone',
      gone_other: '{{count}} gone',
    },
    outcome: {
      pass: 'pass',
      warn: 'warning',
      fail: 'fail',
      unknown: 'unknown',
      'not-applicable': 'not applicable',
    },
    line: '{{kind}} {{memory}} {{when}}',
    lineWith: '{{kind}} {{memory}}: {{details}} {{when}}',
    wholeMemory: 'The whole memory',
    fromTo: 'from {{from}} to {{to}}',
    was: 'was {{outcome}}',
    failedFor_one: 'had failed for {{count}} day',
    failedFor_other: 'had failed for {{count}} days',
  },
  remediation: {
    title: 'Median time to remediate',
    notKnown: 'The history is not known yet',
    nothingRecorded: 'Nothing was recorded yet',
    lessThanDay: 'less than a day',
    since: 'since {{day}}',
    in90Days: 'in 90 days',
    ended: {
      none: 'No failing finding ended {{when}}',
      some_one: 'One failing finding ended {{when}}',
      some_other: '{{count}} failing findings ended {{when}}',
      unknownAge_one:
        '{{ended}}, which had failed since before recording began, so that the median does not count it',
      unknownAge_other:
        '{{ended}}, all of them had failed since before recording began, so that the median does not count them',
      partOfUnknownAge_one:
        '{{ended}}, {{count}} of them had failed since before recording began, so that the median does not count it',
      partOfUnknownAge_other:
        '{{ended}}, {{count}} of them had failed since before recording began, so that the median does not count them',
    },
    stopped: '{{ended}}. {{recording}}',
  },
} as const;
