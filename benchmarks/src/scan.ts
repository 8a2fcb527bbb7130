import { setTimeout as wait } from 'node:timers/promises';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_ARN,
  ANNOTATION_KEY_STATE,
  DEFAULT_RULE_SETTINGS,
  KEY_TYPE,
  MEMORY_TYPE,
  ruleAnnotation,
} from 'backstage-plugin-agentcore-memory-common';
import { PUBLISHED_REGIONS } from 'backstage-plugin-agentcore-memory-node';
import { bareScan } from './bareScan';
import { audit } from './baseline';
import {
  BackendPortal,
  EVENTS_HEADER,
  eventsUrl,
  freePort,
} from './BackendPortal';
import { measure } from './measure';
import { CompanySize, Portal, ScanCost } from './Portal';
import { Report } from './report';
import { SandboxProcess } from './SandboxProcess';
import { StandInPortal } from './StandInPortal';

const LATENCY_MS = 40;
/** Where AgentCore Memory is, but for GovCloud. */
export const REGIONS = [...PUBLISHED_REGIONS, 'us-gov-west-1'].filter(
  region => !region.startsWith('us-gov'),
);
const FULL = 150;
const KEYS = 12;
const LIST_PAGE = 50;
const TAG_PAGE = 100;
const GET_RATE = 50;
/** Scopes from which on a company is a large one. */
const COMPANY = 15_000;
/** How often a key is disabled. */
const EVENTS = 20;
/** Events about memories that do not exist. */
const FORGED = 10_000;

/** Calls that every quiet rescan needs: the listing, tags in bulk, and three for each key. */
const FLOOR =
  Math.ceil(FULL / LIST_PAGE) + Math.ceil((FULL + KEYS) / TAG_PAGE) + 3 * KEYS;

/**
 * Seconds that a cold scan of a full scope takes at best. What depends on each other comes one after the other:
 * the role, the pages of the listing, a memory, its key in two steps, tags. GetMemory is the one operation whose
 * quota counts; its first second's worth goes at once.
 */
const BOUND =
  ((1 + Math.ceil(FULL / LIST_PAGE) + 1 + 2 + 1) * LATENCY_MS) / 1000 +
  (FULL - GET_RATE) / GET_RATE;

/** What the local AWS is started with for a company. */
export function sandboxArguments({ accounts, regions, memories }: CompanySize) {
  return [
    ...['--seed', 'large', '--accounts', String(accounts)],
    ...['--regions', regions.join(',')],
    ...['--memories', String(memories)],
    ...['--latency', String(LATENCY_MS), '--quotas', 'documented'],
  ];
}

/** Some work with a portal, on a company of its own in a local AWS of its own. */
async function inCompany<P extends Portal, T>(
  size: CompanySize,
  work: (portal: P, sandbox: SandboxProcess) => Promise<T>,
  start: (sandbox: SandboxProcess, size: CompanySize) => Promise<P>,
  moreArguments: string[] = [],
): Promise<T> {
  const sandbox = await SandboxProcess.start([
    ...sandboxArguments(size),
    ...moreArguments,
  ]);
  try {
    const portal = await start(sandbox, size);
    try {
      return await work(portal, sandbox);
    } finally {
      await portal.stop();
    }
  } finally {
    await sandbox.stop();
  }
}

/** The same with the real catalog, and with the events of the local AWS coming in. */
async function inBackstage<T>(
  size: CompanySize,
  work: (portal: BackendPortal, sandbox: SandboxProcess) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  return inCompany(
    size,
    work,
    (sandbox, company) => BackendPortal.start(sandbox, company, port),
    [
      '--events-to',
      eventsUrl(port),
      '--events-header',
      EVENTS_HEADER.join(': '),
    ],
  );
}

function checkWhole(cost: ScanCost) {
  if (cost.failed > 0) {
    throw new Error(`The scan is not whole: ${cost.failed} scopes failed`);
  }
}

async function oneScope(report: Report): Promise<number> {
  const size = { accounts: 1, regions: ['eu-central-1'], memories: FULL };
  const work = async (portal: Portal, sandbox: SandboxProcess) => {
    const before = await sandbox.calls();
    const baseline = await measure(async () => {
      await audit({
        region: 'eu-central-1',
        endpoint: sandbox.url,
        credentials: await credentialsOf(sandbox.url),
      });
    });
    const baselineCalls = (await sandbox.calls()).total - before.total;
    const cold = await portal.scan();
    checkWhole(cold);
    await portal.settle(size.memories);
    const keys = await portal.count(KEY_TYPE);
    const quiet = await portal.scan();
    report.add('baseline, one full scope: calls', baselineCalls, 'calls');
    report.add('baseline, one full scope: time', baseline.wall, 's');
    report.add('keys in the scope', keys, 'keys');
    report.add('cold scan, one full scope: calls', cold.total, 'calls');
    report.add(
      'cold scan: calls, of the baseline',
      (100 * cold.total) / baselineCalls,
      '%',
      { atMost: 45 },
    );
    report.add('cold scan: time', cold.wall, 's');
    report.add('bound by quotas and latency', BOUND, 's');
    report.add('cold scan: time, of the bound', cold.wall / BOUND, '×', {
      atMost: 1.1,
    });
    report.add(
      'cold scan: faster than the baseline',
      baseline.wall / cold.wall,
      '×',
      { atLeast: 7 },
    );
    report.add('quiet rescan: calls', quiet.total, 'calls');
    report.add('floor of a quiet rescan', FLOOR, 'calls');
    report.add('quiet rescan: calls, of the floor', quiet.total / FLOOR, '×', {
      atMost: 1.05,
    });
    report.add(
      'quiet rescan: fewer calls than the baseline',
      baselineCalls / quiet.total,
      '×',
      { atLeast: 10 },
    );
    report.add('quiet rescan: catalog writes', quiet.writes, 'writes', {
      atMost: 0,
    });
    return baseline.wall;
  };
  return inCompany(size, work, StandInPortal.start);
}

/** Temporary credentials of the first account: the baseline reads with what an auditor would have. */
async function credentialsOf(endpoint: string) {
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  const sts = new STSClient({
    region: 'us-east-1',
    endpoint,
    credentials: {
      accessKeyId: 'AKIASANDBOX111111111',
      secretAccessKey: 'sandbox',
    },
  });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::100000000000:role/BackstageReader',
      RoleSessionName: 'audit',
    }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}

async function hundredScopes(report: Report, baselineOfOne: number) {
  const size = {
    accounts: 100,
    regions: ['eu-central-1'],
    memories: 100 * FULL,
  };
  const work = async (portal: Portal) => {
    const cold = await portal.scan();
    checkWhole(cold);
    await portal.settle(size.memories);
    report.add('100 full scopes, cold: time', cold.wall, 's');
    // One after the other: a hundred scopes take the baseline a hundred times as long as one.
    report.add(
      '100 full scopes, cold: faster than the baseline',
      (100 * baselineOfOne) / cold.wall,
      '×',
      { atLeast: 75 },
    );
    report.add(
      '100 full scopes, cold: throttled',
      (100 * cold.throttled) / cold.total,
      '%',
      { atMost: 1 },
    );
  };
  await inCompany(size, work, StandInPortal.start);
}

async function growth(
  report: Report,
  accounts: number,
  regions: number,
  memories: number,
  { catalog }: { catalog: 'real' | 'stand-in' },
) {
  const size = { accounts, regions: REGIONS.slice(0, regions), memories };
  const scopes = accounts * regions;
  const full = Math.ceil(memories / FULL);
  const work = async (portal: Portal) => {
    const cold = await portal.scan();
    checkWhole(cold);
    const shown = await portal.settle(memories);
    const quiet = await portal.scan();
    checkWhole(quiet);
    if (catalog === 'real') {
      report.add(
        `${scopes} scopes, ${memories} memories, cold: until the catalog shows all`,
        shown,
        's',
      );
    }
    for (const [kind, cost] of [
      ['cold', cold],
      ['quiet', quiet],
    ] as const) {
      const name = `${scopes} scopes, ${memories} memories, ${kind}`;
      report.add(`${name}: calls`, cost.total, 'calls');
      report.add(`${name}: wall time`, cost.wall, 's');
      report.add(`${name}: processor time`, cost.cpu, 's');
      report.add(
        `${name}: heap growth`,
        cost.heapGrowth,
        'MB',
        kind === 'quiet' && scopes >= COMPANY ? { atMost: 300 } : undefined,
      );
      report.add(
        `${name}: throttled`,
        (100 * cost.throttled) / cost.total,
        '%',
        { atMost: 1 },
      );
    }
    if (scopes > full) {
      const inFull = full * (FLOOR + 1);
      report.add(
        `${scopes} scopes, quiet: calls per empty scope`,
        (quiet.total - inFull) / (scopes - full),
        'calls',
        { atMost: 1.1 },
      );
    }
    report.add(
      `${scopes} scopes, quiet: catalog writes`,
      quiet.writes,
      'writes',
      { atMost: 0 },
    );
    return quiet;
  };
  await (catalog === 'real'
    ? inBackstage(size, work)
    : inCompany(
        size,
        async (portal: StandInPortal, sandbox) => {
          const quiet = await work(portal);
          if (scopes < COMPANY) return;
          await againstBareCalls(report, quiet, portal, sandbox);
          await republished(report, portal, memories);
        },
        StandInPortal.start,
      ));
}

/** The same AWS calls without everything that the provider does with the answers. */
async function againstBareCalls(
  report: Report,
  quiet: ScanCost,
  portal: StandInPortal,
  sandbox: SandboxProcess,
) {
  const before = (await sandbox.calls()).total;
  const bare = await measure(() => bareScan(sandbox.url, portal.bareScopes()));
  const calls = (await sandbox.calls()).total - before;
  report.add('bare SDK calls: calls', calls, 'calls');
  report.add('bare SDK calls: processor time', bare.cpu, 's');
  report.add(
    'quiet rescan: processor time a call, of bare SDK calls',
    quiet.cpu / quiet.total / (bare.cpu / calls),
    '×',
    { atMost: 1.3 },
  );
}

/** Other settings: everything is judged and published anew, without asking AWS. */
async function republished(
  report: Report,
  portal: StandInPortal,
  memories: number,
) {
  const handedOver = portal.catalog.handedOver;
  const { wall } = await measure(() =>
    portal.restart({ ...DEFAULT_RULE_SETTINGS, maxEventDays: 1 }),
  );
  const name = `settings changed, ${memories} memories published again`;
  report.add(`${name}: time`, wall, 's');
  report.add(
    `${name}: entities handed over`,
    portal.catalog.handedOver - handedOver,
    'entities',
    { atLeast: memories },
  );
}

/** Has the local AWS switch a key on or off, and waits until the catalog's verdicts on its memories say so. */
async function switchKey(
  portal: BackendPortal,
  sandbox: SandboxProcess,
  key: Entity,
  operation: 'disable' | 'enable',
): Promise<number> {
  const users = {
    'spec.type': MEMORY_TYPE,
    'relations.dependsOn': stringifyEntityRef(key),
  };
  const expected = await portal.matching(users);
  const keyId = key.metadata.annotations![ANNOTATION_ARN].split('/').pop()!;
  const { wall } = await measure(async () => {
    await sandbox.switchKey(keyId, operation);
    const unusable = {
      [`metadata.annotations.${ruleAnnotation('key-usable')}`]: 'fail',
    };
    await portal.until(
      async () =>
        (await portal.matching({ ...users, ...unusable })) ===
        (operation === 'disable' ? expected : 0),
    );
  });
  return wall;
}

/** Milliseconds between one and two seconds, spread evenly over any few in a row (the golden ratio's multiples). */
function spread(index: number): number {
  return 1_000 + 1_000 * ((index * 0.6180339887) % 1);
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1];
}

/** A key is disabled, in turn with a bare change of one entity in the same catalog. */
export async function benchEvents(report: Report) {
  const size = { accounts: 1, regions: ['eu-central-1'], memories: FULL };
  await inBackstage(size, async (portal, sandbox) => {
    checkWhole(await portal.scan());
    await portal.settle(size.memories);
    const usable = (await portal.entities(KEY_TYPE)).filter(
      ({ metadata }) =>
        metadata.annotations?.[ANNOTATION_KEY_STATE] === 'Enabled',
    );
    const times: number[] = [];
    const bare: number[] = [];
    const calls: number[] = [];
    for (let i = 0; i < EVENTS; i += 1) {
      const key = usable[i % usable.length];
      // The catalog looks for work once a second: changes come at any point of that second.
      await wait(spread(2 * i));
      bare.push(await portal.mutate(i));
      await wait(spread(2 * i + 1));
      const before = (await sandbox.calls()).total;
      times.push(await switchKey(portal, sandbox, key, 'disable'));
      calls.push((await sandbox.calls()).total - before);
      await switchKey(portal, sandbox, key, 'enable');
    }
    const name = 'key disabled, until the catalog has the verdict';
    report.add(
      'bare mutation, until the catalog shows it: median',
      median(bare),
      's',
    );
    report.add(`bare mutation: slowest of ${EVENTS}`, Math.max(...bare), 's');
    report.add(`${name}: median`, median(times), 's');
    report.add(`${name}: slowest of ${EVENTS}`, Math.max(...times), 's');
    report.add(
      `${name}: median, of the bare mutation`,
      median(times) / median(bare),
      '×',
      { atMost: 1.15 },
    );
    report.add(
      `${name}: slowest, of the bare mutation`,
      Math.max(...times) / Math.max(...bare),
      '×',
      { atMost: 1.15 },
    );
    // Follow-ups of earlier ones fall into some of them.
    report.add(`${name}: AWS calls, median`, median(calls), 'calls', {
      atMost: 6,
    });
    await forgedEvents(report, portal, sandbox, usable[0], median(times));
  });
}

/** Ten thousand events in a row about memories that do not exist, with a real one among them. */
async function forgedEvents(
  report: Report,
  portal: BackendPortal,
  sandbox: SandboxProcess,
  key: Entity,
  alone: number,
) {
  const before = await sandbox.callsByOperation();
  const linesBefore = portal.logLines;
  const startedAt = performance.now();
  let real = 0;
  const forge = async (from: number, to: number) => {
    for (let i = from; i < to; i += 1) {
      await portal.publishAwsEvent(forgedEvent(i));
    }
  };
  const { heapGrowth } = await measure(async () => {
    await forge(0, FORGED / 2);
    [real] = await Promise.all([
      switchKey(portal, sandbox, key, 'disable'),
      forge(FORGED / 2, FORGED),
    ]);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await sandbox.callsByOperation();
  const made = (operation: string) =>
    (after[operation] ?? 0) - (before[operation] ?? 0);
  const listings =
    made('bedrock-agentcore:ListMemories') / Math.ceil(FULL / LIST_PAGE);
  const name = `${FORGED} forged events`;
  report.add(
    `${name}: listings of the scope in ten seconds`,
    listings / Math.ceil(seconds / 10),
    'listings',
    { atMost: 1 },
  );
  report.add(
    `${name}: GetMemory`,
    made('bedrock-agentcore:GetMemory'),
    'calls',
    { atMost: 0 },
  );
  report.add(
    `${name}: a real event among them, of one alone`,
    real / alone,
    '×',
    { atMost: 1.5 },
  );
  report.add(`${name}: heap growth`, heapGrowth, 'MB', { atMost: 20 });
  report.add(`${name}: log lines`, portal.logLines - linesBefore, 'lines', {
    atMost: 5,
  });
}

function forgedEvent(index: number) {
  const account = '100000000000';
  const region = 'eu-central-1';
  return {
    source: 'aws.bedrock-agentcore',
    'detail-type': 'AWS API Call via CloudTrail',
    account,
    region,
    detail: {
      eventSource: 'bedrock-agentcore.amazonaws.com',
      eventName: 'UpdateMemory',
      recipientAccountId: account,
      awsRegion: region,
      requestParameters: { memoryId: `made_up_${index}-a1B2c3D4e5` },
    },
  };
}

/** Scanning, from one scope to a company. */
export async function benchScan(report: Report, quick: boolean): Promise<void> {
  const baselineOfOne = await oneScope(report);
  await hundredScopes(report, baselineOfOne);
  await benchEvents(report);
  await growth(report, 5, 2, 600, { catalog: 'real' });
  await growth(report, 25, 4, 1_500, { catalog: 'real' });
  if (quick) return;
  await growth(report, 100, 10, 6_000, { catalog: 'stand-in' });
  await growth(report, 1_067, 15, 100_000, { catalog: 'stand-in' });
}
