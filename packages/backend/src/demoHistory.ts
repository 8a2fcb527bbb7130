import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  agentCoreMemoryHistoryExtensionPoint,
  PastRecording,
  RecordedMemory,
} from 'backstage-plugin-agentcore-memory-node';

type Outcomes = RecordedMemory['outcomes'];
type RuleId = keyof Outcomes;
type Outcome = NonNullable<Outcomes[RuleId]>;

const DAY_MS = 24 * 3600_000;
/** How many days before today the story begins. */
const FIRST_DAY = 84;
/** So many days ago the rule `event-retention` was configured. */
const STRICTER_DAY = 30;

/** What had come out differently until some days ago. */
interface Earlier {
  title: string;
  rule: RuleId;
  outcome: Outcome;
  /** So many days ago it began to come out as it does now. */
  until: number;
  /** Left out: since the beginning of the story. */
  from?: number;
}

// It got worse: the support team’s key was disabled yesterday, another one is to be deleted.
const GOT_WORSE: Earlier[] = [
  { title: 'ticket_history', rule: 'key-usable', outcome: 'pass', until: 1 },
  { title: 'playlist_builder', rule: 'key-usable', outcome: 'pass', until: 3 },
  {
    title: 'affinity_debugger',
    rule: 'key-policy-exposure',
    outcome: 'pass',
    until: 12,
  },
  {
    title: 'vip_desk',
    rule: 'key-policy-service-access',
    outcome: 'pass',
    until: 20,
  },
];

// It got better: teams found their failures, some sooner than others.
const GOT_BETTER: Earlier[] = [
  ...['refund_agent', 'dispute_timeline', 'sepa_mandate_helper'].map(
    (title, index): Earlier => ({
      title,
      rule: 'key-usable',
      outcome: 'fail',
      from: 70 - 3 * index,
      until: 50 - 6 * index,
    }),
  ),
  ...['support_chat', 'returns_desk', 'complaint_triage'].map(
    (title, index): Earlier => ({
      title,
      rule: 'key-policy-exposure',
      outcome: 'fail',
      from: 76 - 7 * index,
      until: 42 - 11 * index,
    }),
  ),
  ...['query_rewriter', 'synonym_curator', 'zero_result_coach'].map(
    (title, index): Earlier => ({
      title,
      rule: 'key-rotation',
      outcome: 'warn',
      until: 60 - 9 * index,
    }),
  ),
  ...['order_status_agent', 'cart_companion'].map(
    (title, index): Earlier => ({
      title,
      rule: 'key-approved',
      outcome: 'fail',
      until: 36 - 14 * index,
    }),
  ),
  ...['runbook_assistant', 'release_notes_writer', 'cost_advisor'].map(
    (title, index): Earlier => ({
      title,
      rule: 'key-rotation',
      outcome: 'warn',
      until: 74 - 4 * index,
    }),
  ),
  {
    title: 'case_summaries',
    rule: 'key-policy-service-access',
    outcome: 'warn',
    until: 5,
  },
];

/** Memories that came later than the story begins: title → days ago. */
const CAME: Record<string, number> = {
  delivery_slot_planner: 40,
  office_hours_bot: 33,
  one_click_experiment: 6,
  thesis_coach: 18,
  session_ranker: 25,
  hackday_bot: 4,
};

/** Unencrypted memories that were replaced: the title of their successor → days ago. */
const REPLACED: Record<string, number> = {
  invoice_chat: 47,
  wallet_concierge: 26,
  callback_scheduler: 15,
  catalog_navigator: 2,
};

/** GetMemory is denied since some days ago. Until then it had no key of its own. */
const DENIED = { title: 'lab_notebook', since: 10 };

function asOf(memory: RecordedMemory, daysAgo: number): RecordedMemory[] {
  const { title } = memory;
  if (daysAgo > (CAME[title] ?? Infinity)) return [];
  if (daysAgo > (REPLACED[title] ?? -1) && title in REPLACED) {
    return [
      {
        ...memory,
        entityRef: `${memory.entityRef}-before`,
        outcomes: withoutKey(memory.outcomes),
      },
    ];
  }
  const outcomes = { ...memory.outcomes };
  for (const earlier of [...GOT_WORSE, ...GOT_BETTER]) {
    const { from = FIRST_DAY, until } = earlier;
    if (earlier.title === title && daysAgo <= from && daysAgo >= until + 1) {
      outcomes[earlier.rule] = earlier.outcome;
    }
  }
  if (title === DENIED.title && daysAgo > DENIED.since) {
    return [{ ...memory, outcomes: withoutKey(outcomes) }];
  }
  return [{ ...memory, outcomes }];
}

/** How a memory without a key of its own comes out. */
function withoutKey(outcomes: Outcomes): Outcomes {
  return {
    ...Object.fromEntries(
      Object.keys(outcomes).map(rule => [
        rule,
        rule.startsWith('key-') ? 'not-applicable' : 'pass',
      ]),
    ),
    'customer-managed-key': 'fail',
  };
}

/** As the rules’ settings had it before events’ retention was among them. */
function beforeStricter(memory: RecordedMemory): RecordedMemory {
  return {
    ...memory,
    assessedWith: memory.assessedWith?.replace(/\+.*/, '+before'),
    outcomes: { ...memory.outcomes, 'event-retention': 'not-applicable' },
  };
}

function* tellStory(
  present: readonly RecordedMemory[],
  now: Date,
): Iterable<PastRecording> {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  for (let daysAgo = FIRST_DAY; daysAgo >= 1; daysAgo -= 1) {
    const memories = present.flatMap(memory => asOf(memory, daysAgo));
    yield {
      at: new Date(today - daysAgo * DAY_MS + 9 * 3600_000),
      memories:
        daysAgo > STRICTER_DAY ? memories.map(beforeStricter) : memories,
    };
  }
}

/**
 * Twelve weeks of the demo company, told to the plugin as what was known before it began to record. The plugin works
 * out by itself what happened in them.
 */
export default createBackendModule({
  pluginId: 'agentcore-memory',
  moduleId: 'demo-history',
  register(env) {
    env.registerInit({
      deps: { history: agentCoreMemoryHistoryExtensionPoint },
      async init({ history }) {
        history.setBackfill(tellStory);
      },
    });
  },
});
