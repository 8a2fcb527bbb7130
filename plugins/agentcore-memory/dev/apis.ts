import { DEFAULT_RULE_SETTINGS } from 'backstage-plugin-agentcore-memory-common';
import { HISTORY, NO_HISTORY } from '../src/__testUtils__/history';
import { KEY_ACTIVITY } from '../src/__testUtils__/keyActivity';
import { scansOf, SCOPES, SCOPE_SCANS } from '../src/__testUtils__/scans';
import {
  DEPARTMENT,
  EMPTY_TEAM,
  FAILED_SCOPE,
  NO_SCORECARDS,
  SCORECARDS,
  summary,
  TEAM,
  TREE,
} from '../src/__testUtils__/scorecards';
import { PREVIEW, TARGET_KEYS, TARGETS } from '../src/__testUtils__/targets';
import { NO_WAIVERS, waiver, waiversOf } from '../src/__testUtils__/waivers';
import { AgentCoreMemoryApi } from '../src';

const FAILED = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1'].map(
  region => ({ ...FAILED_SCOPE, scope: `main/444455556666/${region}` }),
);

export const GOOD: AgentCoreMemoryApi = {
  getScorecards: async () => SCORECARDS,
  getOwnerScorecard: async () => TEAM,
  getHistory: async () => HISTORY,
  getFreshness: async () => ({
    stale: [],
    staleBefore: '2026-11-22T14:05:00Z',
  }),
  getRules: async () => ({ settings: DEFAULT_RULE_SETTINGS }),
  getScans: scansOf(SCOPES),
  getScopeScans: async () => SCOPE_SCANS,
  requestScan: async () => {},
  getTargets: async () => TARGETS,
  getTargetKeys: async () => TARGET_KEYS,
  previewMemory: async () => PREVIEW,
  getWaivers: async () =>
    waiversOf(
      waiver({ mayDecide: true }),
      waiver({ id: 'w2', state: 'approved', mayRevoke: true }),
    ),
  requestWaiver: async () => waiver(),
  changeWaiver: async () => waiver({ state: 'approved' }),
  getKeyActivity: async () => KEY_ACTIVITY,
  exportMemories: async format => ({
    name: `memories.${format}`,
    content: new Blob(['']),
  }),
};

export const EMPTY: AgentCoreMemoryApi = {
  ...GOOD,
  getScorecards: async () => NO_SCORECARDS,
  getOwnerScorecard: async () => EMPTY_TEAM,
  getHistory: async () => NO_HISTORY,
  getScans: scansOf([]),
  getWaivers: async () => NO_WAIVERS,
};

/** The first day: memories and no history. */
export const NEW: AgentCoreMemoryApi = {
  ...GOOD,
  getHistory: async () => NO_HISTORY,
};

/** Groups above groups. */
export const DEPARTMENTS: AgentCoreMemoryApi = {
  ...GOOD,
  getScorecards: async () => TREE,
  getOwnerScorecard: async () => DEPARTMENT,
};

export const PARTIAL: AgentCoreMemoryApi = {
  ...GOOD,
  getScorecards: async () => ({ ...SCORECARDS, scans: summary(...FAILED) }),
  getOwnerScorecard: async () => ({ ...TEAM, scans: summary(FAILED_SCOPE) }),
  getScans: scansOf([...SCOPES, ...FAILED.slice(1)]),
};

/** More scopes than a page can show at once. */
export const LARGE: AgentCoreMemoryApi = {
  ...GOOD,
  getScans: scansOf(
    Array.from({ length: 16_000 }, (_, i) => ({
      ...SCOPES[i % SCOPES.length],
      scope: `main/${111122223333 + i}/eu-central-1`,
    })),
  ),
};

/** The same answer to every request. */
function always(answer: () => Promise<never>): AgentCoreMemoryApi {
  return {
    getScorecards: answer,
    getOwnerScorecard: answer,
    getHistory: answer,
    getFreshness: answer,
    getRules: answer,
    getScans: answer,
    getScopeScans: answer,
    requestScan: answer,
    getTargets: answer,
    getTargetKeys: answer,
    previewMemory: answer,
    getWaivers: answer,
    requestWaiver: answer,
    changeWaiver: answer,
    getKeyActivity: answer,
    exportMemories: answer,
  };
}

const fail = async (): Promise<never> => {
  throw new Error('The backend is down');
};

export const LOADING = always(() => new Promise(() => {}));
export const FAILING = always(fail);

/** The first request succeeds, the later ones fail, so the page shows old data. */
export function failingLater(): AgentCoreMemoryApi {
  let calls = 0;
  return {
    ...GOOD,
    getScorecards: async () => {
      calls += 1;
      return calls > 1 ? fail() : SCORECARDS;
    },
  };
}
