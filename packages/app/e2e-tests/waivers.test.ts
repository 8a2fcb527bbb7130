import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, Page, test } from '@playwright/test';
import {
  collectErrors,
  enter,
  expectNoSidewaysScroll,
  findViolations,
  press,
} from './support';

const TEAM = '/catalog/default/group/customer-support/agentcore-memory';
// Another one each time, so that the test can run twice on one portal.
const REASON = `It is replaced in release ${Date.now()}`;
const DIRECTORY = process.env.PORTAL_DATABASES;

/** Lets the days of a waiver pass: the portal keeps its databases where the test can reach them. */
function letExpire(reason: string) {
  const db = new DatabaseSync(path.join(DIRECTORY!, 'agentcore-memory.sqlite'));
  try {
    db.exec('PRAGMA busy_timeout = 5000');
    const { changes } = db
      .prepare(
        "UPDATE waivers SET expires_on = date('now', '-1 day') WHERE reason = ?",
      )
      .run(reason);
    expect(changes).toBe(1);
  } finally {
    db.close();
  }
}

/** The evidence for auditors, as the page exports it. */
async function exportEvidence(page: Page) {
  await page.goto('/agentcore-memory/memories?q=vip_desk');
  await press(page, 'Export');
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /JSON/ }).click();
  const file = await (await download).path();
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The waiver of this test. */
function waiverIn({ waivers }: { waivers: { items: { reason: string }[] } }) {
  return waivers.items.find(({ reason }) => reason === REASON);
}

/** What the page of the team says beside its score; nothing where nothing is waived. */
async function scoreWithWaivers(page: Page): Promise<string> {
  await page.goto(TEAM);
  await expect(page.getByText('Median time to remediate')).toBeVisible();
  const [text = ''] = await page
    .getByText(/%\swith waivers \(\d+ waived\)/)
    .allInnerTexts();
  return text;
}

test('a team member requests a waiver, an approver approves it, it expires, and the history and the export show it', async ({
  page,
  browser,
}) => {
  if (!DIRECTORY) {
    throw new Error(
      'PORTAL_DATABASES has to name the folder of the databases, for the portal and for the test',
    );
  }
  const errors = collectErrors(page);
  await enter(page, TEAM);
  const before = await scoreWithWaivers(page);

  // A member of the team asks for it at the finding, and may not approve it.
  await page.getByRole('link', { name: 'vip_desk' }).first().click();
  const verdict = page.getByText('At risk').first();
  await expect(verdict).toBeVisible();
  await page
    .getByRole('button', { name: /^Ask for a waiver: / })
    .first()
    .click();
  await expect(page.getByLabel(/Last day/)).not.toHaveValue('');
  await page.getByRole('textbox', { name: /Reason/ }).fill(REASON);
  await press(page, 'Ask for it');
  await expect(page.getByText('Waiver pending')).toBeVisible();
  await expect(verdict).toBeVisible();
  await page.goto('/agentcore-memory/waivers');
  const row = (of: Page) =>
    of.getByRole('row').filter({ hasText: REASON }).first();
  await expect(row(page)).toContainText('vip_desk');
  await expect(row(page)).toContainText('Not decided');
  await expect(row(page).getByRole('button', { name: /^Approve/ })).toHaveCount(
    0,
  );
  expect(await findViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 800, height: 1000 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 1000 });

  // The approver approves it. The approver does not own the memory, so the page offers no waiver request to them.
  const other = await (await browser.newContext()).newPage();
  await enter(other, '/agentcore-memory/waivers', 'Felix Braun');
  await row(other)
    .getByRole('button', { name: /^Approve/ })
    .click();
  await press(other, 'Approve');
  await expect(row(other)).toContainText('Approved by');
  await other.goto(TEAM);
  await other.getByRole('link', { name: 'ticket_history' }).first().click();
  await expect(other.getByText(/The key is disabled/).first()).toBeVisible();
  await expect(
    other.getByRole('button', { name: /^Ask for a waiver: / }),
  ).toHaveCount(0);
  await other.context().close();

  // It stands beside the verdict and the score, today and in the trend, and is evidence.
  await page.goto('/agentcore-memory/memories?q=vip_desk');
  await page.getByRole('link', { name: 'vip_desk' }).first().click();
  await expect(page.getByText('Waived', { exact: true })).toBeVisible();
  await expect(verdict).toBeVisible();
  await expect.poll(() => scoreWithWaivers(page)).not.toBe(before);
  const [, percent] = /^(\d+)\s%\swith/.exec(await scoreWithWaivers(page))!;
  await expect(async () => {
    await page.goto(TEAM);
    await page.getByRole('button', { name: /^Show as a table/ }).click();
    const newest = page
      .getByRole('table', { name: 'Verdicts per day' })
      .getByRole('row')
      .nth(1);
    await expect(newest).toContainText(`${percent} %`, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  const held = await exportEvidence(page);
  expect(held.memories).toMatchObject([
    { title: 'vip_desk', verdict: 'at-risk', verdictWithWaivers: 'compliant' },
  ]);
  expect(waiverIn(held)).toMatchObject({
    state: 'approved',
    decision: { outcome: 'approved' },
  });

  // It ends by itself; what was, stays on record.
  letExpire(REASON);
  await page.goto('/agentcore-memory/waivers?state=expired');
  await expect(row(page)).toContainText('vip_desk');
  await expect.poll(() => scoreWithWaivers(page)).toBe(before);
  const ended = await exportEvidence(page);
  expect(ended.memories).toMatchObject([{ verdictWithWaivers: 'at-risk' }]);
  expect(waiverIn(ended)).toMatchObject({ state: 'expired' });
  expect(errors).toEqual([]);
});
