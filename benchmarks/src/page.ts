import { execFileSync } from 'node:child_process';
import { Browser, chromium, Page } from '@playwright/test';
import { appPlugin, buildApp, isForCharts } from './appPlugin';
import { fillHistory } from './fillPlugin';
import { Report } from './report';
import { LARGE, SeededDatabases, SMALL } from './SeededDatabases';
import { SeededPortal } from './SeededPortal';
import { median } from './timing';

const VISITS = 10;
const PATIENCE_MS = 60_000;
const MAX_OF_CATALOG = 1.3;
/** Where Backstage's sign-in page keeps that the guest has entered. */
const SIGNED_IN = ['@backstage/core:SignInPage:provider', 'guest'];

interface Visited {
  name: string;
  path: string;
  /** Waits until a person can use it. */
  usable: (page: Page) => Promise<void>;
  goal?: { atMost: number };
}

const CATALOG: Visited = {
  name: "the catalog's own index page",
  path: '/catalog?filters[kind]=resource&filters[user]=all',
  usable: page =>
    page
      .locator('tbody a[href*="/catalog/default/resource/"]')
      .first()
      .waitFor(),
};

const OURS: Visited[] = [
  {
    name: 'Teams',
    path: '/agentcore-memory/teams',
    usable: page =>
      page
        .locator('tbody a[href*="/catalog/default/group/"]')
        .first()
        .waitFor(),
    goal: { atMost: MAX_OF_CATALOG },
  },
  {
    name: 'Memories',
    path: '/agentcore-memory/memories',
    usable: page =>
      page
        .locator('tbody a[href*="/catalog/default/resource/"]')
        .first()
        .waitFor(),
    goal: { atMost: MAX_OF_CATALOG },
  },
  {
    name: 'Overview',
    path: '/agentcore-memory/overview',
    usable: async page => {
      await page.getByRole('link', { name: /^Score \d/ }).waitFor();
      await page
        .getByRole('link', { name: /^Median time to remediate \d/ })
        .waitFor();
    },
  },
];

/** One visit of a page with nothing in the browser's caches. */
interface Visit {
  /** Until it can be used, without signing in. */
  ms: number;
  /** Bytes of its scripts as they came over the wire, by path. */
  scripts: Map<string, number>;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: execFileSync('which', ['chromium'], {
      encoding: 'utf8',
    }).trim(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function visit(
  browser: Browser,
  url: string,
  { path, usable }: Visited,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
  });
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(
      ([key, value]) => localStorage.setItem(key, value),
      SIGNED_IN,
    );
    const page = await context.newPage();
    let signIn = 0;
    const scripts = new Map<string, number>();
    const sizes: Promise<void>[] = [];
    page.on('requestfinished', request => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/auth/')) {
        signIn += request.timing().responseEnd;
      }
      if (!pathname.endsWith('.js')) return;
      sizes.push(
        request.sizes().then(({ responseBodySize }) => {
          scripts.set(pathname, responseBodySize);
        }),
      );
    });
    const start = performance.now();
    await page.goto(`${url}${path}`, { waitUntil: 'commit' });
    await usable(page);
    const ms = performance.now() - start - signIn;
    // What comes after the page is usable belongs to it as well.
    await page.waitForLoadState('networkidle');
    await Promise.all(sizes);
    return { ms, scripts };
  } finally {
    await context.close();
  }
}

function kilobytes(
  scripts: ReadonlyMap<string, number>,
  without: ReadonlyMap<string, number>,
): number {
  const bytes = [...scripts]
    .filter(([path]) => !without.has(path))
    .reduce((sum, [, size]) => sum + size, 0);
  return bytes / 1000;
}

async function measurePages(report: Report, url: string) {
  const browser = await launch();
  try {
    const visits = new Map<Visited, Visit[]>(
      [CATALOG, ...OURS].map(visited => [visited, []]),
    );
    // The first one warms up what the backend keeps, for all of them.
    for (const visited of visits.keys()) await visit(browser, url, visited);
    for (let i = 0; i < VISITS; i += 1) {
      for (const [visited, all] of visits) {
        all.push(await visit(browser, url, visited));
      }
    }
    const time = (visited: Visited) =>
      median(visits.get(visited)!.map(({ ms }) => ms)) / 1000;
    const scriptsOf = (visited: Visited) => visits.get(visited)![0].scripts;
    report.add(`${CATALOG.name}: median of ${VISITS}`, time(CATALOG), 's');
    for (const visited of OURS) {
      report.add(`${visited.name}: median of ${VISITS}`, time(visited), 's');
      report.add(
        `${visited.name}: of ${CATALOG.name}`,
        time(visited) / time(CATALOG),
        '×',
        visited.goal,
      );
    }
    report.add(
      `${CATALOG.name}: scripts, compressed`,
      kilobytes(scriptsOf(CATALOG), new Map()),
      'kB',
    );
    for (const visited of OURS) {
      const scripts = scriptsOf(visited);
      const name = `${visited.name}: scripts beyond those of ${CATALOG.name}, compressed`;
      report.add(name, kilobytes(scripts, scriptsOf(CATALOG)), 'kB');
      for (const script of scripts.keys()) {
        if (await isForCharts(script)) scripts.delete(script);
      }
      report.add(
        `${name}, without charts`,
        kilobytes(scripts, scriptsOf(CATALOG)),
        'kB',
      );
    }
  } finally {
    await browser.close();
  }
}

/** Our pages and the catalog's own, in a browser, on the same data. */
export async function benchPage(report: Report, quick: boolean): Promise<void> {
  await buildApp();
  const databases = await SeededDatabases.create(quick ? SMALL : LARGE);
  try {
    const portal = await SeededPortal.start(databases, [
      appPlugin(databases.config),
    ]);
    try {
      await portal.recordHistory();
      await fillHistory(portal.services.db);
      await portal.recordHistory();
      await measurePages(report, portal.url);
    } finally {
      await portal.stop();
    }
  } finally {
    await databases.remove();
  }
}
