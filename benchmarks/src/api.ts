import { setTimeout as wait } from 'node:timers/promises';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { PROVIDER_ID, TOP } from './Company';
import { accountOf, REGION } from './facts';
import { fillHistory } from './fillPlugin';
import { measure } from './measure';
import { countOneTeam, nothingKept } from './nothingKept';
import { Report } from './report';
import { LARGE, SeededDatabases, SMALL } from './SeededDatabases';
import { SeededPortal } from './SeededPortal';
import { ask, median, quantile } from './timing';

const PREFIX = '/api/agentcore-memory/v1';
/** Requests to each route. */
const REQUESTS = 120;
const WARM_UP = 10;
/** Answers that are computed with nothing kept. */
const COMPUTED = 3;
/** What is kept is looked over once a second and made anew once a minute: requests come at any time between. */
const APART_MS = 150;
const MINUTE_MS = 60_000;

/** Asks for paths of the plugin's API as the guest. */
class Client {
  readonly #portal: SeededPortal;
  readonly #token: string;

  constructor(portal: SeededPortal, token: string) {
    this.#portal = portal;
    this.#token = token;
  }

  async get(path: string) {
    const answer = await ask(
      `${this.#portal.url}${PREFIX}${path}`,
      this.#token,
    );
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer;
  }

  /** Reads an export, and keeps nothing of it. Gives its bytes. */
  async readExport(format: 'csv' | 'json'): Promise<number> {
    const response = await fetch(
      `${this.#portal.url}${PREFIX}/export?format=${format}`,
      { headers: { authorization: `Bearer ${this.#token}` } },
    );
    if (!response.ok || !response.body) {
      throw new Error(`export: ${response.status}`);
    }
    let bytes = 0;
    let end = '';
    for await (const chunk of response.body) {
      bytes += chunk.length;
      end = Buffer.from(chunk).toString();
    }
    if (!end.includes('complete')) throw new Error('The export broke off');
    return bytes;
  }
}

/** Milliseconds of some work that is done a few times. */
async function times(count: number, work: () => Promise<unknown>) {
  const all: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const start = performance.now();
    await work();
    all.push(performance.now() - start);
  }
  return all;
}

/** Asks for all paths in turn, and gives the times of each. */
async function requests(client: Client, paths: readonly string[]) {
  for (let i = 0; i < WARM_UP; i += 1) {
    for (const path of paths) await client.get(path);
  }
  const all = new Map<string, number[]>(paths.map(path => [path, []]));
  const sizes = new Map<string, number>();
  for (let i = 0; i < REQUESTS; i += 1) {
    for (const path of paths) {
      await wait(APART_MS);
      const { ms, size } = await client.get(path);
      all.get(path)!.push(ms);
      sizes.set(path, size);
    }
  }
  return { all, sizes };
}

async function history(
  report: Report,
  portal: SeededPortal,
  memories: number,
): Promise<void> {
  const record = () => portal.recordHistory();
  const first = await measure(record);
  const [{ count }] = await portal.services
    .db('history_memories')
    .count({ count: '*' });
  if (Number(count) !== memories) throw new Error(`Recorded: ${count}`);
  await fillHistory(portal.services.db);
  const quiet = await measure(record);
  report.add('first recording of history: time', first.wall, 's');
  report.add('first recording of history: heap growth', first.heapGrowth, 'MB');
  report.add('quiet recording of history: time', quiet.wall, 's');
  report.add('quiet recording of history: heap growth', quiet.heapGrowth, 'MB');
}

/** One memory of a scope was handed to the catalog. */
function changed(): ScanReport {
  const at = new Date().toISOString();
  return {
    providerId: PROVIDER_ID,
    accountId: accountOf(0),
    region: REGION,
    startedAt: at,
    finishedAt: at,
    outcome: 'refreshed',
    memories: 1,
    removed: 0,
    calls: {},
    throttles: 0,
    changed: 1,
    notInCatalog: 0,
  };
}

/** The API of scorecards, asked over HTTP and computed from the catalog for each request. */
export async function benchApi(report: Report, quick: boolean): Promise<void> {
  const size = quick ? SMALL : LARGE;
  const created = performance.now();
  const databases = await SeededDatabases.create(size);
  report.add(
    `catalog of ${size.memories} memories, ${size.keys} keys, ${size.groups} groups: filled in`,
    (performance.now() - created) / 1000,
    's',
  );
  report.add('scopes', databases.scopes, 'scopes');
  try {
    const portal = await SeededPortal.start(databases);
    try {
      await measureApi(report, portal, databases, size.memories);
    } finally {
      await portal.stop();
    }
  } finally {
    await databases.remove();
  }
}

async function measureApi(
  report: Report,
  portal: SeededPortal,
  { company }: SeededDatabases,
  memories: number,
) {
  const client = new Client(portal, await portal.signIn());
  const team = company.teams[1];
  const ofOwner = (ref: string) => {
    const { kind, namespace, name } = parseEntityRef(ref);
    return `/scorecards/${kind}/${namespace}/${name}`;
  };
  const all = '/scorecards';
  const ofTop = ofOwner(TOP);
  const ofTeam = ofOwner(team);
  const past = '/history';

  const start = await measure(async () => {
    await client.get(all);
  });
  report.add('first answer after a start', start.wall, 's');
  report.add('first answer after a start: heap growth', start.heapGrowth, 'MB');
  await history(report, portal, memories);

  const { all: asked, sizes } = await requests(client, [
    all,
    ofTop,
    ofTeam,
    past,
  ]);

  for (const format of ['csv', 'json'] as const) {
    let bytes = 0;
    const exported = await measure(async () => {
      bytes = await client.readExport(format);
    });
    report.add(`GET /export, ${format}: time`, exported.wall, 's');
    report.add(`GET /export, ${format}: size`, bytes / 1024 / 1024, 'MiB');
    report.add(
      `GET /export, ${format}: heap growth`,
      exported.heapGrowth,
      'MB',
    );
  }

  const credentials = await portal.services.auth.getOwnServiceCredentials();
  const service = () => nothingKept(portal.services);
  const computed = new Map([
    [
      all,
      await times(COMPUTED, () => service().getScorecards({}, { credentials })),
    ],
    [
      ofTop,
      await times(COMPUTED, () =>
        service().getOwnerScorecard(parseEntityRef(TOP), { credentials }),
      ),
    ],
    [
      ofTeam,
      await times(COMPUTED, () =>
        service().getOwnerScorecard(parseEntityRef(team), { credentials }),
      ),
    ],
  ]);
  const names = new Map([
    [all, 'GET /scorecards'],
    [ofTop, 'GET /scorecards, top group'],
    [ofTeam, 'GET /scorecards, one team'],
    [past, 'GET /history'],
  ]);
  for (const [path, name] of names) {
    const p95 = quantile(asked.get(path)!, 0.95);
    report.add(`${name}: median`, median(asked.get(path)!), 'ms');
    report.add(`${name}: p95 of ${REQUESTS}`, p95, 'ms');
    report.add(`${name}: slowest`, Math.max(...asked.get(path)!), 'ms');
    report.add(`${name}: size`, sizes.get(path)! / 1024, 'KiB');
    const alone = computed.get(path);
    if (!alone) continue;
    report.add(`${name}: nothing kept, median`, median(alone), 'ms');
    report.add(
      `${name}: p95, faster than with nothing kept`,
      median(alone) / p95,
      '×',
      { atLeast: 100 },
    );
  }
  const narrow = await times(WARM_UP, () =>
    countOneTeam(portal.services, team),
  );
  report.add(
    'one team: only its memories, read and counted',
    median(narrow),
    'ms',
  );

  await events(report, portal, client, all);
}

/** What else makes a request wait. */
async function events(
  report: Report,
  portal: SeededPortal,
  client: Client,
  path: string,
) {
  await client.get(path);
  await portal.services.events.publish({
    topic: TOPIC_SCAN_REPORT,
    eventPayload: changed(),
  });
  const { ms } = await client.get(path);
  report.add('GET /scorecards right after a scope changed', ms, 'ms');
  // Past the readings that follow a change.
  await wait(MINUTE_MS);
  await client.get(path);
  await wait(MINUTE_MS - (Date.now() % MINUTE_MS));
  const minute = await client.get(path);
  report.add('GET /scorecards, first in a new minute', minute.ms, 'ms');
}
