import {
  KEY_TYPE,
  MEMORY_TYPE,
} from 'backstage-plugin-agentcore-memory-common';
import { PUBLISHED_REGIONS } from 'backstage-plugin-agentcore-memory-node';
import { audit } from './baseline';
import { Company, CompanySize, sandboxArguments, ScanCost } from './Company';
import { measure } from './measure';
import { Report } from './report';
import { SandboxProcess } from './SandboxProcess';

const LATENCY_MS = 40;
const REGIONS = [...PUBLISHED_REGIONS, 'us-gov-west-1'].filter(
  region => !region.startsWith('us-gov'),
);
const FULL = 150;
const KEYS = 12;
const LIST_PAGE = 50;
const TAG_PAGE = 100;
const GET_RATE = 50;

/** Calls of a quiet rescan that nobody can do without: the listing, tags in bulk, and three for each key. */
const FLOOR =
  Math.ceil(FULL / LIST_PAGE) + Math.ceil((FULL + KEYS) / TAG_PAGE) + 3 * KEYS;

/**
 * Seconds that a cold scan of a full scope takes at best: what depends on each other comes one after the
 * other, and GetMemory is the one operation whose quota counts (its first second's worth goes at once).
 */
const BOUND =
  ((Math.ceil(FULL / LIST_PAGE) + 1 + 2 + 1) * LATENCY_MS) / 1000 +
  (FULL - GET_RATE) / GET_RATE;

async function inCompany<T>(
  size: CompanySize,
  work: (company: Company, sandbox: SandboxProcess) => Promise<T>,
): Promise<T> {
  const sandbox = await SandboxProcess.start(
    sandboxArguments(size, LATENCY_MS),
  );
  try {
    return await work(await Company.create(sandbox, size), sandbox);
  } finally {
    await sandbox.stop();
  }
}

function checkWhole(company: Company, size: CompanySize, cost: ScanCost) {
  const found = company.catalog.of(MEMORY_TYPE).length;
  if (cost.failed > 0 || found !== size.memories) {
    throw new Error(
      `The scan is not whole: ${cost.failed} scopes failed, ${found} of ${size.memories} memories`,
    );
  }
}

async function oneScope(report: Report): Promise<number> {
  const size = { accounts: 1, regions: ['eu-central-1'], memories: FULL };
  return inCompany(size, async (company, sandbox) => {
    const before = await sandbox.calls();
    const baseline = await measure(async () => {
      await audit({
        region: 'eu-central-1',
        endpoint: sandbox.url,
        credentials: await credentialsOf(sandbox.url),
      });
    });
    const baselineCalls = (await sandbox.calls()).total - before.total;
    const cold = await company.scan();
    checkWhole(company, size, cold);
    const keys = company.catalog.of(KEY_TYPE).length;
    const quiet = await company.scan();
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
      atMost: 1.15,
    });
    report.add(
      'cold scan: faster than the baseline',
      baseline.wall / cold.wall,
      '×',
      { atLeast: 5 },
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
  });
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
  await inCompany(size, async company => {
    const cold = await company.scan();
    checkWhole(company, size, cold);
    report.add('100 full scopes, cold: time', cold.wall, 's');
    // One after the other: a hundred scopes take the baseline a hundred times as long as one.
    report.add(
      '100 full scopes, cold: faster than the baseline',
      (100 * baselineOfOne) / cold.wall,
      '×',
      { atLeast: 50 },
    );
    report.add(
      '100 full scopes, cold: throttled',
      (100 * cold.throttled) / cold.total,
      '%',
      { atMost: 1 },
    );
  });
}

async function growth(
  report: Report,
  accounts: number,
  regions: number,
  memories: number,
) {
  const size = { accounts, regions: REGIONS.slice(0, regions), memories };
  const scopes = accounts * regions;
  const full = Math.ceil(memories / FULL);
  await inCompany(size, async company => {
    const cold = await company.scan();
    checkWhole(company, size, cold);
    const quiet = await company.scan();
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
        kind === 'quiet' && scopes >= 15_000 ? { atMost: 300 } : undefined,
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
  });
}

/** Scanning, from one scope to a company. */
export async function benchScan(report: Report, quick: boolean): Promise<void> {
  const baselineOfOne = await oneScope(report);
  await hundredScopes(report, baselineOfOne);
  await growth(report, 5, 2, 600);
  await growth(report, 25, 4, 1_500);
  if (quick) return;
  await growth(report, 100, 10, 6_000);
  await growth(report, 1_067, 15, 100_000);
}
