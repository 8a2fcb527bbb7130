import { expect, test } from '@playwright/test';
import {
  collectErrors,
  enter,
  expectNoSidewaysScroll,
  findViolations,
} from './support';

const KEY = 'http://127.0.0.1:4577/_sandbox/keys/alias%2Fpayments-vault';

test('a member of a team finds what to fix first', async ({ page }) => {
  const errors = collectErrors(page);
  await enter(page, '/');

  // The home page: the score of my teams, and which of them has something to do.
  await expect(page.getByText('Score of my teams')).toBeVisible();
  await page.getByRole('link', { name: 'Customer Support' }).first().click();
  await expect(page).toHaveURL(/group\/customer-support/);
  await page
    .getByRole('link', { name: 'AgentCore memory', exact: true })
    .click();

  // The team's tab: what to fix first, why, and that it began yesterday.
  const first = page
    .getByRole('region', { name: 'What to fix first' })
    .getByRole('listitem')
    .first();
  await expect(first).toContainText('ticket_history');
  await expect(first).toContainText('The key is disabled');
  await expect(
    page.getByText(/Regressed ticket_history: The key can be used/),
  ).toBeVisible();
  await first.getByRole('link', { name: 'ticket_history' }).click();

  // The memory's card: why the verdict is what it is, what to do now, and the command for it.
  await expect(page.getByText('Now: Enable the key.')).toBeVisible();
  await page.getByRole('button', { name: /how to fix it/i }).click();
  await expect(
    page.getByText(/aws kms enable-key --region us-west-2/),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: /6 rules pass/ }),
  ).toBeVisible();
  expect(errors).toEqual([]);
});

test('the head of a department finds the worst team of the tree', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await enter(page, '/agentcore-memory/teams');
  await page.getByLabel('As a tree').check();
  await page
    .getByRole('button', { name: /Customer Experience/ })
    .first()
    .click();
  const rows = await page.getByRole('row').allInnerTexts();
  const department = rows.findIndex(text =>
    text.startsWith('Customer Experience'),
  );
  const [, memories] = /(\d+ memories)$/.exec(rows[department].trim())!;
  // Its teams follow, worst first.
  expect(rows[department + 1]).toContain('Recommendations');
  expect(rows[department + 1]).toMatch(/\b0\s%/);

  await page
    .getByRole('rowheader', { name: /Customer Experience/ })
    .getByRole('link')
    .click();
  await page
    .getByRole('link', { name: 'AgentCore memory', exact: true })
    .click();
  await expect(page.getByText('none is its own')).toBeVisible();
  await expect(
    page
      .getByRole('table', { name: 'Teams, worst first' })
      .getByRole('rowheader')
      .first(),
  ).toHaveText('Recommendations');
  await page
    .getByRole('link', { name: `All ${memories}` })
    .first()
    .click();
  await expect(page).toHaveURL(/rollup=true/);
  await expect(
    page.getByText(`1-25 of ${parseInt(memories, 10)}`),
  ).toBeVisible();
  expect(errors).toEqual([]);
});

test('a security lead watches the trend, and follows a pending deletion to what is lost with the key', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await enter(page, '/agentcore-memory');
  await expect(page).toHaveURL(/overview/);
  await expect(
    page.getByRole('img', { name: /^Verdicts per day\./ }),
  ).toBeVisible();
  await expect(
    page.getByText(/The settings of the rules changed/),
  ).toBeVisible();
  await expect(
    page.getByText(/^Regressed ticket_history/).first(),
  ).toBeVisible();

  // A key is scheduled for deletion in AWS: within seconds it is among the keys at risk, and its memories regressed.
  const keysAtRisk = page.getByRole('region', { name: 'Keys at risk' });
  await expect(keysAtRisk).not.toContainText('payments-vault');
  await fetch(`${KEY}/schedule-deletion`, { method: 'POST' });
  try {
    await expect(keysAtRisk).toContainText('alias/payments-vault');
    await expect(
      page.getByText(/^Regressed payment_assistant: The key can be used/),
    ).toBeVisible({ timeout: 60_000 });

    await keysAtRisk.getByRole('link', { name: /payments-vault/ }).click();
    const losses = page.getByRole('region', { name: /if this key goes/i });
    await expect(losses).toContainText('Payments');
    await expect(losses).toContainText('payment_assistant');
    await expect(losses).toContainText('Payment assistant');
  } finally {
    await fetch(`${KEY}/cancel-deletion`, { method: 'POST' });
    await fetch(`${KEY}/enable`, { method: 'POST' });
  }
  expect(errors).toEqual([]);
});

/** Every page, and something that it shows when it has loaded. */
const PAGES: [path: string, text: RegExp][] = [
  ['/', /^Score of my teams/],
  ['/agentcore-memory/overview', /^Regressed /],
  ['/agentcore-memory/teams', /^Recommendations/],
  ['/agentcore-memory/teams?view=tree', /^Customer Experience/],
  ['/agentcore-memory/memories', /^address_helper/],
  ['/agentcore-memory/keys', /^alias\/recommendations-legacy/],
  ['/agentcore-memory/waivers', /^(No waivers yet|Asked for by)/],
  ['/agentcore-memory/coverage', /^333333333333/],
  [
    '/catalog/default/group/customer-experience/agentcore-memory',
    /^What to fix first/,
  ],
];

for (const theme of ['light', 'dark']) {
  test(`every page is accessible in the ${theme} theme, and fits 800 pixels`, async ({
    page,
  }) => {
    await page.addInitScript(
      name => window.localStorage.setItem('theme', name),
      theme,
    );
    await page.setViewportSize({ width: 800, height: 1000 });
    await enter(page, '/');
    const found: [path: string, violations: string[]][] = [];
    for (const [path, text] of PAGES) {
      await page.goto(path);
      await expect(page.getByText(text).first()).toBeVisible();
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      const violations = await findViolations(page);
      if (violations.length > 0) found.push([path, violations]);
      await expectNoSidewaysScroll(page);
    }
    expect(found).toEqual([]);
  });
}
