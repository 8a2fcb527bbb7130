import { expect, Page, test } from '@playwright/test';
import { press } from '../e2e-tests/support';

const PLACE = { account: '111111111111', region: 'us-east-1' };
const NAME = `stranger_notes_${Date.now()}`;

/** The template's app signs guests in by itself if it is a legacy one. */
async function enter(page: Page) {
  await page.goto('/agentcore-memory');
  const heading = page.getByRole('heading', { name: /agent(core)? memory/i });
  const button = page.getByRole('button', { name: 'Enter', exact: true });
  await expect(heading.first().or(button)).toBeVisible();
  if (await button.isVisible()) await button.click();
  await expect(heading.first()).toBeVisible();
}

async function createMemory(page: Page) {
  await page.goto('/create/templates/default/create-agentcore-memory');
  await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
  // The only group of the template's catalog is chosen already.
  await expect(page.getByLabel(/^Owner/)).toHaveValue(/guests/);
  await press(page, 'Next');
  await page
    .getByRole('combobox', { name: 'AWS account' })
    .selectOption(PLACE.account);
  await page
    .getByRole('combobox', { name: 'Region' })
    .selectOption(PLACE.region);
  await page.getByRole('radio', { name: 'Use a key of this account' }).check();
  await page
    .getByRole('radio', { name: 'alias/agentcore-memory', exact: true })
    .check();
  for (let step = 0; step < 4; step++) {
    const review = page.getByRole('button', { name: 'Review', exact: true });
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await expect(review.or(next)).toBeEnabled();
    if (await review.isVisible()) {
      await review.click();
      break;
    }
    await next.click();
  }
  await press(page, 'Create');
  await expect(page.getByText('The scorecard says compliant')).toBeVisible();
}

test('an app of Backstage’s template shows the first scan, creates a memory by the template, and shows the team’s score', async ({
  page,
}) => {
  const failed: string[] = [];
  page.on('pageerror', error => failed.push(error.message));
  await enter(page);

  // What the first scan found.
  await page.getByRole('tab', { name: 'Memories' }).click();
  await page.getByRole('link', { name: 'cost_advisor' }).first().click();
  await expect(
    page.getByText('Every rule that applies to this memory passes'),
  ).toBeVisible();

  await createMemory(page);

  // The next scan finds the new one, and the team has a score.
  await page.goto('/agentcore-memory');
  await press(page, 'Scan now');
  await page.getByRole('tab', { name: 'Teams' }).click();
  // The name of the team is the header of its row.
  await expect(
    page
      .getByRole('row', { name: /guests/ })
      .getByRole('cell')
      .first(),
  ).toHaveText(/^100\s%/);
  const score = page.getByText(/^Score\s?100\s%/);
  await page.goto('/catalog/default/group/guests');
  await expect(score).toBeVisible();
  await page.goto('/catalog/default/group/guests/agentcore-memory');
  await expect(score).toBeVisible();

  expect(failed).toEqual([]);
});
