/** Waivers, where they are asked for and where they are decided. */
export const waivers = {
  state: {
    pending: 'Pending',
    approved: 'Approved',
    rejected: 'Rejected',
    revoked: 'Revoked',
    expired: 'Expired',
  },
  daysLeft: {
    ended: 'ended',
    today: 'ends today',
    tomorrow: 'ends tomorrow',
    left_one: '{{count}} day left',
    left_other: '{{count}} days left',
  },
  ask: 'Ask for a waiver',
  askTitle: 'Waiver for {{memory}}',
  askAction: 'Ask for it',
  askAbout:
    'An exception from “{{rule}}”. It has no effect before it is approved. Everything is counted as before; the score with waivers stands beside.',
  lastDay: 'Last day',
  untilAtMost: 'Until {{day}} at most',
  reasonOptional: 'Reason (optional)',
  onRecord: 'It is kept on record',
  reasonLength: 'At least {{number}} characters. It is kept on record',
  cancel: 'Cancel',
  line: {
    waived: 'Waived',
    pending: 'Waiver pending',
    approved:
      '{{waived}} until {{day}} ({{daysLeft}}), approved by {{who}}: {{reason}}',
    approvedForOwner:
      '{{waived}} until {{day}} ({{daysLeft}}), approved by {{who}}, for all memories of {{owner}}: {{reason}}',
    asked:
      '{{waived}}: asked for by {{who}}, until {{day}} ({{daysLeft}}): {{reason}}',
    askedForOwner:
      '{{waived}}: asked for by {{who}}, until {{day}} ({{daysLeft}}), for all memories of {{owner}}: {{reason}}',
  },
  team: {
    title: 'Waivers of the whole team',
    what: 'Exceptions from a rule for all memories of this team',
  },
  loadFailed: 'The waivers could not be loaded',
  none: 'No waivers yet',
  whatItIs:
    'A waiver is a dated, reasoned and approved exception from a rule. Ask for one on the card of a memory, at the finding, or on the tab of a team.',
  filter: 'Filter waivers',
  noMatch: 'No waiver matches these filters',
  noneOnPage: 'No waivers on this page',
  column: {
    ofWhat: 'Of what',
    askedForBy: 'Asked for by',
    decidedBy: 'Decided by',
  },
  act: {
    approved: 'Approved by {{who}}, {{when}}',
    rejected: 'Rejected by {{who}}, {{when}}',
    revoked: 'Revoked by {{who}}, {{when}}',
  },
  gone: 'not in the catalog any more',
  allOfOwner: 'all of its memories',
  notDecided: 'Not decided',
  action: { approve: 'Approve', reject: 'Reject', revoke: 'Revoke' },
  decide: {
    about: '{{rule}}, {{memory}}',
    approve: 'Approve the waiver of {{about}}',
    reject: 'Reject the waiver of {{about}}',
    revoke: 'Revoke the waiver of {{about}}',
  },
  denied: {
    title: 'You may not read waivers',
    why: 'They need the permission {{permission}}. How many memories have one is said beside the scores.',
  },
} as const;
