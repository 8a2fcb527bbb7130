import {
  ALL_MEMORIES_FILTER,
  DEFAULT_RULE_SETTINGS,
  OUR_ENTITIES_QUERY,
  readMemoryEntity,
  scoreMemories,
  Scorecard,
} from 'backstage-plugin-agentcore-memory-common';
import {
  createSnapshotReader,
  DefaultScorecardService,
  HistoryReader,
  ReadableEntities,
  ScanStore,
  ScorecardReader,
  SnapshotCache,
  WaiverReader,
  WaiverStore,
} from './internals';
import { loudly } from './Portal';
import { PluginServices } from './SeededPortal';

const DAY_MS = 24 * 3600_000;

/**
 * The plugin's own services as they are right after a start: for one request, the whole answer is computed from the
 * catalog, the scans and what was recorded. No HTTP, which is to their advantage.
 */
export function nothingKept(services: PluginServices): DefaultScorecardService {
  const { auth, catalog, db, permissions } = services;
  const snapshots = new SnapshotCache({
    reader: createSnapshotReader({ catalog, auth }),
    logger: loudly,
  });
  const reader = new ScorecardReader({
    snapshots,
    scans: new ScanStore(db),
    history: new HistoryReader(db),
    waivers: new WaiverReader(new WaiverStore(db)),
    catalog,
    readable: new ReadableEntities({ catalog, permissions, auth }),
    staleAfterMs: DAY_MS,
  });
  return new DefaultScorecardService({
    reader,
    catalog,
    rules: DEFAULT_RULE_SETTINGS,
  });
}

/**
 * The least that one team's numbers can be computed from: its own memories, as the catalog's filter finds them. It
 * does without groups, rules, trend, scans and the worst memories.
 */
export async function countOneTeam(
  { auth, catalog }: PluginServices,
  team: string,
): Promise<Scorecard> {
  const pages = catalog.streamEntities(
    {
      filter: { ...ALL_MEMORIES_FILTER, 'relations.ownedBy': team },
      query: OUR_ENTITIES_QUERY,
      fields: [...Object.keys(ALL_MEMORIES_FILTER), 'metadata', 'spec.owner'],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const memories = [];
  for await (const page of pages) {
    memories.push(...page.flatMap(entity => readMemoryEntity(entity) ?? []));
  }
  return scoreMemories(
    memories.map(({ verdict, findings }) => ({
      verdict,
      complete: findings.every(({ outcome }) => outcome !== 'unknown'),
      stale: false,
    })),
  );
}
