/** The Keys tab, the card of a key, and what depends on a key. */
export const keys = {
  atRiskFirst: 'Keys, those at risk first',
  noMatch: 'No key matches these filters',
  noneOnPage: 'No keys on this page',
  none: 'No keys found',
  noneWhy:
    'The catalog holds no key of an AgentCore memory that you may see. Keys that AWS owns are no keys of yours and are not listed; kmsKeys: false in the provider leaves all out.',
  whoMayUseIt: 'Who may use it',
  lostIfItGoes: 'What is lost if it goes: {{key}}, {{place}}',
  filters: {
    label: 'Filter keys',
    search: 'Search by alias',
    atRisk: 'At risk',
    optionsFailed:
      'States, accounts and regions to choose from could not be loaded: {{reason}}',
  },
  state: {
    missing: 'Missing',
    Enabled: 'Enabled',
    Disabled: 'Disabled',
    PendingDeletion: 'Pending deletion',
    PendingReplicaDeletion: 'Pending deletion of its replicas',
    PendingImport: 'Waits for key material',
    Unavailable: 'Unavailable',
    Creating: 'Being created',
    Updating: 'Being updated',
    unknown: 'Unknown',
  },
  deletedOn: 'Will be deleted on {{day}}',
  risk: {
    none: 'No memory that you see depends on it',
    missing_one: '{{count, number}} memory can’t be read: the key is gone',
    missing_other: '{{count, number}} memories can’t be read: the key is gone',
    Disabled_one: '{{count, number}} memory can’t be read until it is enabled',
    Disabled_other:
      '{{count, number}} memories can’t be read until it is enabled',
    PendingDeletion_one:
      '{{count, number}} memory can’t be read unless its deletion is cancelled',
    PendingDeletion_other:
      '{{count, number}} memories can’t be read unless its deletion is cancelled',
    PendingImport_one:
      '{{count, number}} memory can’t be read until its material is there',
    PendingImport_other:
      '{{count, number}} memories can’t be read until its material is there',
    Unavailable_one:
      '{{count, number}} memory can’t be read until it is available',
    Unavailable_other:
      '{{count, number}} memories can’t be read until it is available',
    goes_one: '{{count, number}} memory can’t be read if it goes',
    goes_other: '{{count, number}} memories can’t be read if it goes',
  },
  aliasNotKnown: 'Key whose alias is not known',
  withoutAlias: 'Key without an alias',
  rotation: {
    notApplicable: 'Does not apply',
    notKnown: 'Not known',
    off: 'Off',
    on: 'On',
    every_one: 'Every {{count}} day',
    every_other: 'Every {{count}} days',
    everyUnknown: 'Every unknown number of days',
  },
  users: {
    notPublished: 'Not published',
    notKnown: 'Not known',
    nobody: 'Nobody',
    andMore: 'and {{number}} more',
    withExceptions: 'with exceptions',
  },
  card: {
    title: 'KMS key of AgentCore memories',
    manager: 'Manager',
    managedBy: { CUSTOMER: 'Customer-managed', AWS: 'Managed by AWS' },
    kind: 'Kind',
    material: 'Material',
    materialExpires: 'Material expires',
    nextRotation: 'Next rotation',
    aliases: 'Aliases',
    multiRegion: 'Multi-region',
    primary_one: 'Primary of {{count}} replica',
    primary_other: 'Primary of {{count}} replicas',
    replica: '{{type}}; the primary is {{arn}}',
    arn: 'ARN',
  },
  policy: {
    title: 'Who can use this key',
    allows: 'Allows',
    denies: 'Denies',
    statement: '{{who}}: {{what}}',
    statementWhere: '{{who}}: {{what}}, where {{conditions}}',
    and: '{{first}} and {{second}}',
    name: 'Statement {{name}}',
    nothingSaid: 'AWS said nothing about it.',
    notPublished:
      'Not known here: this portal does not publish what key policies say (keyPolicySummary is off in the provider).',
    accounts:
      'An account that is allowed leaves the rest to its own IAM policies.',
  },
  blast: {
    loadFailed: 'What depends on this key could not be loaded',
    lost: 'Lost with this key',
    ifItGoes: 'If this key goes',
    dependants: 'What depends on these memories',
    noDependants: 'Nothing that you may see says that it depends on them.',
    loses: '{{dependant}} loses',
    ofOwnerLoses: '{{dependant}} of {{owner}} loses',
    more: 'and {{number}} more',
    teams: 'Teams that lose memories',
    unowned: 'Memories without an owner',
    nothing: 'You see no memory that depends on it.',
    owners_one: '{{count}} owner',
    owners_other: '{{count}} owners',
    memories: "{{memories}} can't be read any more",
    memoriesOf: "{{memories}} of {{owners}} can't be read any more",
    alone: '{{lost}}.',
    withDependants_one:
      '{{lost}}, and {{count}} component or other entity loses its memory.',
    withDependants_other:
      '{{lost}}, and {{count}} components and other entities lose their memory.',
    firstMemories:
      'Only the first {{number}} memories are looked at: there may be more owners, and more that depends on the others.',
    firstDependants:
      'Only the first {{number}} that depend on them are listed.',
  },
} as const;
