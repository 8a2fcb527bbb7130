import { expect, Page, test } from '@playwright/test';
import { beginMemoryForm, collectErrors, enter, press, row } from './support';

const KEY_TITLE = 'alias/agentcore-memory';

async function openTeams(page: Page) {
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: 'Agent memory' })
    .click();
  await page.getByRole('tab', { name: 'Teams' }).click();
}

test('from the scorecard to a memory, its key and its owner, and a new memory in seconds', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await enter(page, '/');
  await openTeams(page);

  // 1. The scorecard: eight teams, worst first, the rows without an owner, totals, and what could not be read.
  await expect(row(page, 'Recommendations')).toBeVisible();
  const rows = await page.getByRole('row').allInnerTexts();
  const titles = rows.slice(1).map(text => text.split(/[\t\n]/)[0].trim());
  expect(titles).toHaveLength(10);
  expect(titles[0]).toBe('Recommendations');
  expect(titles[7]).toBe('Platform');
  expect(titles.slice(8)).toEqual(['Owner not found', 'Unowned']);
  await expect(page.getByText('1 of 9 scopes could not be read')).toBeVisible();
  await expect(row(page, 'Recommendations')).toContainText('0 %');
  await expect(
    row(page, 'Recommendations').getByRole('img', { name: /10 non-compliant/ }),
  ).toBeVisible();
  const supports = row(page, 'Customer Support');
  const text = await supports.innerText();
  const owned = Number(/(\d+) memories/.exec(text)?.[1]);
  const compliant = Number(/(\d+) compliant/.exec(text)?.[1]);

  // 2. A team, one of its memories, the evidence, the key and the owner.
  await row(page, 'Checkout')
    .getByRole('link', { name: /memories/ })
    .click();
  await expect(page).toHaveURL(/owner=group/);
  await page.getByRole('link', { name: 'address_helper' }).first().click();
  await expect(
    page.getByText('The key is managed by AWS').first(),
  ).toBeVisible();
  const evidence = page.getByRole('button', { name: /evidence/i }).first();
  // What fails is unfolded.
  await expect(evidence).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('kms:DescribeKey').first()).toBeVisible();
  await expect(page.getByText('dependsOn').first()).toBeVisible();
  await page
    .getByRole('link', { name: 'Checkout', exact: true })
    .first()
    .click();
  await expect(page).toHaveURL(/group\/checkout/);
  await expect(page.getByText('Nothing to assess')).toBeHidden();
  await expect(page.getByText('55 %')).toBeVisible();

  // 3. A new encrypted memory.
  const name = `e2e_notes_${Date.now()}`;
  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: 'Create' })
    .click();
  await page.getByText('Create an encrypted AgentCore memory').waitFor();
  await page
    .getByRole('button', { name: /choose/i })
    .first()
    .click();
  await beginMemoryForm(page, name, 'us-east-1');
  await page.getByRole('radio', { name: 'Use a key of this account' }).check();
  await page.getByRole('radio', { name: KEY_TITLE, exact: true }).check();
  await press(page, 'Next');
  await page.getByRole('button', { name: 'Add' }).first().click();
  await page.getByRole('button', { name: 'Add' }).nth(1).click();
  await page.getByRole('textbox', { name: 'Key' }).fill('stage');
  await page.getByRole('textbox', { name: 'Value' }).fill('prod');
  await press(page, 'Next');
  await press(page, 'Next');
  await press(page, 'Review');
  await press(page, 'Create');
  await expect(page.getByText('The scorecard says compliant')).toBeVisible({
    timeout: 60_000,
  });
  await page
    .getByRole('link', { name: 'Open the memory in the catalog' })
    .click();

  // Within seconds it is in the catalog, compliant, and the team's score has moved.
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('Compliant', { exact: true })).toBeVisible();
  await openTeams(page);
  await expect(supports).toContainText(`${compliant + 1} compliant`);
  await expect(supports).toContainText(`${owned + 1} memories`);
  const score = Math.floor(((compliant + 1) * 100) / (owned + 1));
  await expect(supports).toContainText(`${score} %`);

  // 4. How every scope was read, and why one was not.
  await page.getByRole('tab', { name: 'Coverage' }).click();
  await expect(
    page.getByRole('row', { name: /333333333333 · us-west-2/ }),
  ).toContainText('AccessDeniedException');

  // 5. A key is disabled: its memories turn red in the open page, within seconds and without a reload.
  await page.goto('/agentcore-memory/memories?owner=group:default/payments');
  const assistant = row(page, 'payment_assistant');
  await expect(assistant).toContainText('Compliant');
  const keys = 'http://127.0.0.1:4577/_sandbox/keys/alias%2Fpayments-vault';
  await fetch(`${keys}/disable`, { method: 'POST' });
  await expect(assistant).toContainText('Non-compliant', { timeout: 15_000 });
  await fetch(`${keys}/enable`, { method: 'POST' });
  await expect(assistant).not.toContainText('Non-compliant', {
    timeout: 15_000,
  });

  expect(errors).toEqual([]);
});
