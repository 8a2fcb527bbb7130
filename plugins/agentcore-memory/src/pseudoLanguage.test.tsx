import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  DEFAULT_RULE_SETTINGS,
  fixFor,
  KeyActivity,
  readKeyEntity,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { keyAndMemory } from './__testUtils__/facts';
import { HISTORY } from './__testUtils__/history';
import { KEY_ACTIVITY } from './__testUtils__/keyActivity';
import { keyEntity, memoryUnder } from './__testUtils__/keys';
import { MEMORIES, memoryEntity } from './__testUtils__/memories';
import { notTranslated, pseudoLanguage } from './__testUtils__/pseudoLanguage';
import { renderForm } from './__testUtils__/renderForm';
import { fakeApi, renderWithApis } from './__testUtils__/renderWithApis';
import { SCOPES, SCOPE_SCANS } from './__testUtils__/scans';
import {
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  summary,
  TEAM,
} from './__testUtils__/scorecards';
import {
  PLACE,
  PREVIEW,
  previewFinding,
  TARGET_KEYS,
  TARGETS,
} from './__testUtils__/targets';
import { templatePages } from './__testUtils__/template';
import { waiver, waiversOf } from './__testUtils__/waivers';
import { HomeWidget } from './components/HomeWidget/HomeWidget';
import { KeyCard } from './components/KeyCard';
import { MemoryCard } from './components/MemoryCard';
import { AgentCoreMemoryPage } from './components/Page';
import { TeamCard } from './components/TeamCard';
import { TeamTab } from './components/TeamTab';

const SOON = {
  n: 3,
  alias: 'alias/soon',
  state: 'PendingDeletion',
  deletionDate: '2026-12-01T10:00:00Z',
  staleSince: '2026-11-20T08:30:00Z',
};
const ASSESSED = memoryEntity({
  name: 'assessed',
  outcomes: {
    'customer-managed-key': 'fail',
    'key-usable': 'pass',
    'key-rotation': 'warn',
    'key-policy-exposure': 'unknown',
    'key-approved': 'not-applicable',
  },
});
const { key: KEY, memory: UNDER_KEY } = keyAndMemory();
const TEAM_ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default' },
};
const ENTITIES: Entity[] = [
  ...MEMORIES,
  keyEntity(SOON),
  keyEntity({ n: 6, accountId: '444455556666' }),
  memoryUnder(SOON, { name: 'notes' }),
];
const WAIVERS = waiversOf(
  waiver({ mayDecide: true, mayRevoke: true }),
  waiver({
    id: 'w2',
    kind: 'owner',
    gone: true,
    state: 'revoked',
    decision: {
      outcome: 'approved',
      by: 'user:default/bob',
      at: '2026-11-21T10:00:00.000Z',
      reason: 'Agreed',
    },
    revocation: { by: 'user:default/bob', at: '2026-11-22T10:00:00.000Z' },
  }),
);
const PREVIEWED = {
  ...PREVIEW,
  problems: [{ field: 'strategies.0.name', message: 'is taken' }],
  verdict: 'at-risk' as const,
  exists: true,
  withheld: true,
  findings: [
    previewFinding('key-usable', 'fail'),
    previewFinding('key-rotation', 'pass'),
    previewFinding('key-approved', 'not-applicable'),
  ],
};
const PAGES = ['create-memory', 'replace-memory'].map(templatePages);
const FIXES = [ASSESSED, UNDER_KEY].flatMap(entity => {
  const memory = readMemoryEntity(entity)!;
  const key = entity === UNDER_KEY ? readKeyEntity(KEY) : undefined;
  const input = { memory, key, settings: DEFAULT_RULE_SETTINGS };
  return memory.findings.map(finding => fixFor(finding, input)?.text);
});

const READ_AT = '2026-11-27T08:00:00.000Z';
const UNKNOWN_ACTIVITY = {
  status: 'unknown',
  readAt: READ_AT,
  reason: 'AWS denied it',
} as const;
const NOT_USED = {
  status: 'read',
  readAt: READ_AT,
  trackedSince: '2026-03-11T00:00:00.000Z',
} as const;
const NO_CALLS = {
  status: 'read' as const,
  readAt: READ_AT,
  since: '2026-08-29T08:00:00.000Z',
  unreadable: 0,
  principals: [],
  events: [],
};
/** What is shown where AWS tells little of who used a key. */
const ACTIVITIES: Record<string, Omit<KeyActivity, 'keyArn'>> = {
  '⟦Who used it is not known⟧': {
    lastUsage: UNKNOWN_ACTIVITY,
    history: UNKNOWN_ACTIVITY,
  },
  '⟦No call in CloudTrail’s 90 days⟧': {
    lastUsage: NOT_USED,
    history: NO_CALLS,
  },
  '⟦Not all calls were read⟧': {
    lastUsage: NOT_USED,
    history: { ...NO_CALLS, unreadable: 2, incomplete: 'AWS has more' },
  },
};

/** What Backstage's own components and the names of products say. */
const OF_OTHERS = [
  ...['AWS CLI', 'CloudFormation', 'Terraform', 'UTC'],
  // Of the scaffolder's wizard, which quotes the title of a field.
  ...['Back', 'Next', 'Review', 'Create', 'Step 1', 'Step 2'],
  "'Memory to replace'",
  // Of core-components: a list of tabs, the pictures of empty states, and a button at code.
  ...['tabs', 'create Component', 'no Build', 'Copy text'],
];

function* stringsIn(data: unknown): Generator<string> {
  if (typeof data === 'string') yield data;
  else if (data && typeof data === 'object') {
    for (const [key, value] of Object.entries(data)) {
      // The names of calls are keys.
      if (/^[a-z-]+:/.test(key)) yield key;
      yield* stringsIn(value);
    }
  }
}

/** Texts, and the parts of refs, ARNs, scopes and names of calls. */
function partsOf(text: string): string[] {
  return [
    text.trim(),
    ...(/\s/.test(text)
      ? []
      : [/[/:]/, ':', /(?<=[/:])/].flatMap(between => text.split(between))),
  ];
}

const DATA = new Set(
  [
    ...stringsIn([SCORECARDS, TEAM, HISTORY, SCOPES, SCOPE_SCANS, WAIVERS]),
    ...stringsIn([ENTITIES, KEY, UNDER_KEY, ASSESSED, FIXES, PAGES]),
    ...stringsIn([...ENTITIES, UNDER_KEY, ASSESSED].map(readMemoryEntity)),
    ...stringsIn([...ENTITIES, KEY].map(readKeyEntity)),
    ...stringsIn([TARGETS, TARGET_KEYS, PREVIEWED, FAILED_SCOPE]),
    ...stringsIn([KEY_ACTIVITY, ACTIVITIES]),
    ...OF_OTHERS,
  ].flatMap(partsOf),
);

/** Whether a text is of the fixtures, or made of pieces that are, with numbers behind them. */
function isData(text: string): boolean {
  return (
    DATA.has(text) ||
    text
      .split(/ · |, |: |; /)
      .flatMap(piece => (DATA.has(piece) ? [] : piece.replace(/ \d+$/, '')))
      .every(piece => !/\p{L}/u.test(piece) || DATA.has(piece))
  );
}

const API = fakeApi({
  getScorecards: async () => ({
    ...SCORECARDS,
    scans: { ...summary(FAILED_SCOPE), notInCatalog: 2 },
  }),
  getOwnerScorecard: async () => ({ ...TEAM, scans: summary(FAILED_SCOPE) }),
  getWaivers: async () => WAIVERS,
});

/** Unfolds what can be unfolded, and what that shows. */
async function unfold() {
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const folded = document.querySelectorAll<HTMLElement>(
      'button[aria-expanded="false"]:not([aria-haspopup])',
    );
    for (const button of folded) await userEvent.click(button);
  }
}

/** What is shown that is neither a message nor data, once something is shown and everything is unfolded. */
async function untranslated(shown: string | RegExp) {
  await screen.findAllByText(shown);
  await unfold();
  await waitFor(() =>
    expect(document.querySelector('[role="progressbar"]')).toBeNull(),
  );
  return notTranslated().filter(text => !isData(text));
}

const render = (
  element: ReactElement,
  options: Parameters<typeof renderWithApis>[1] = {},
) =>
  renderWithApis(element, {
    api: API,
    catalogApi: catalogApiMock({ entities: ENTITIES }),
    translations: pseudoLanguage(),
    ...options,
  });

describe('in a language in which each message stands in brackets', () => {
  it.each([
    ['overview', '⟦Median time to remediate⟧'],
    ['teams', '⟦Oldest failure⟧'],
    ['teams?view=tree', '⟦Oldest failure⟧'],
    ['teams?q=nobody', '⟦No team matches these filters⟧'],
    ['memories', 'support_notes'],
    ['memories?q=nothing', '⟦No memory matches these filters⟧'],
    ['keys', 'alias/soon'],
    ['keys?q=nothing', '⟦No key matches these filters⟧'],
    ['waivers', '⟦Not decided⟧'],
    ['coverage', '⟦Last complete listing⟧'],
    ['coverage?page=9', '⟦No scopes on this page⟧'],
  ])('shows nothing else at %s', async (route, shown) => {
    await render(
      <Routes>
        <Route path="/agentcore-memory/*" element={<AgentCoreMemoryPage />} />
      </Routes>,
      { route: `/agentcore-memory/${route}` },
    );
    expect(await untranslated(shown)).toEqual([]);
  });

  it.each([
    ['overview', '⟦No memories found⟧'],
    ['memories', '⟦No memories found⟧'],
    ['keys', '⟦No keys found⟧'],
    ['waivers', '⟦No waivers yet⟧'],
    ['coverage', '⟦No scan has reported yet⟧'],
  ])('shows nothing else at %s where there is nothing', async (tab, shown) => {
    await render(
      <Routes>
        <Route path="/agentcore-memory/*" element={<AgentCoreMemoryPage />} />
      </Routes>,
      {
        route: `/agentcore-memory/${tab}`,
        catalogApi: catalogApiMock(),
        api: fakeApi({
          getScorecards: async () => NO_SCORECARDS,
          getScans: async () => ({
            ...(await API.getScans()),
            scopes: [],
            totalItems: 0,
            lastAttemptAt: undefined,
          }),
        }),
      },
    );
    expect(await untranslated(shown)).toEqual([]);
  });

  it.each([
    ['memory', ASSESSED, <MemoryCard />, '⟦Hide the fix⟧'],
    ['memory', UNDER_KEY, <MemoryCard />, '⟦Key state⟧'],
    ['key', KEY, <KeyCard />, '⟦Next rotation⟧'],
    ['team', TEAM_ENTITY, <TeamCard />, '⟦Worst memories⟧'],
    ['team', TEAM_ENTITY, <TeamTab />, '⟦What to fix first⟧'],
  ])(
    'shows nothing else on the page of a %s',
    async (_, entity, card, shown) => {
      await render(<EntityProvider entity={entity}>{card}</EntityProvider>, {
        catalogApi: catalogApiMock({ entities: [...ENTITIES, KEY, entity] }),
      });
      expect(await untranslated(shown)).toEqual([]);
    },
  );

  it('shows nothing else of who used a key', async () => {
    await render(
      <EntityProvider entity={KEY}>
        <KeyCard />
      </EntityProvider>,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /Show who used it/ }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /Show the calls one by one/ }),
    );
    expect(await untranslated('⟦2 failed⟧')).toEqual([]);
  });

  it.each(Object.entries(ACTIVITIES))(
    'shows nothing else of who used a key but %s',
    async (shown, activity) => {
      await render(
        <EntityProvider entity={KEY}>
          <KeyCard />
        </EntityProvider>,
        {
          api: {
            ...API,
            getKeyActivity: async () => ({ ...KEY_ACTIVITY, ...activity }),
          },
        },
      );
      await userEvent.click(
        await screen.findByRole('button', { name: /Show who used it/ }),
      );
      expect(await untranslated(shown)).toEqual([]);
    },
  );

  it('shows nothing else on the home page', async () => {
    await render(<HomeWidget />);
    expect(await untranslated('⟦Score of my teams⟧')).toEqual([]);
  });

  it.each([
    ['Place and key', '⟦AWS account⟧', 'create-memory'],
    ['Verdict', /go back to the page/, 'create-memory'],
    ['Memory and key', '⟦Find a memory by its name⟧', 'replace-memory'],
  ])(
    'shows nothing else in the form’s page %s',
    async (page, shown, template) => {
      await renderForm({
        pages: [page],
        template,
        form: {
          name: 'notes',
          owner: 'group:default/payments',
          ...(template === 'create-memory' && {
            place: PLACE,
            key: { encryptionKeyArn: TARGET_KEYS.keys[0].arn },
          }),
        },
        api: { previewMemory: async () => PREVIEWED },
        translations: pseudoLanguage(),
      });
      expect(await untranslated(shown)).toEqual([]);
    },
  );

  it('shows nothing else where a form lacks something', async () => {
    await renderForm({
      template: 'replace-memory',
      form: { name: 'notes_cmk' },
      translations: pseudoLanguage(),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await untranslated(/⟦Choose a memory⟧/)).toEqual([]);
  });
});
