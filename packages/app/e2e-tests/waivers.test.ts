import { expect, test } from '@playwright/test';
import {
  collectErrors,
  enter,
  expectNoSidewaysScroll,
  findViolations,
  press,
} from './support';

test('a waiver that a user asks for stays pending, and is not theirs to approve', async ({
  page,
}) => {
  const errors = collectErrors(page);
  await enter(page, '/catalog/default/group/customer-support/agentcore-memory');
  await page.getByRole('link', { name: 'ticket_history' }).first().click();
  const verdict = page.getByText('Non-compliant').first();
  await expect(verdict).toBeVisible();

  await page
    .getByRole('button', { name: /^Ask for a waiver: / })
    .first()
    .click();
  await expect(page.getByLabel(/Last day/)).not.toHaveValue('');
  await page
    .getByRole('textbox', { name: /Reason/ })
    .fill('It is replaced in the next release');
  await press(page, 'Ask for it');
  await expect(page.getByText('Waiver pending')).toBeVisible();
  await expect(verdict).toBeVisible();

  await page.goto('/agentcore-memory/waivers');
  const row = page
    .getByRole('row')
    .filter({ hasText: 'It is replaced in the next release' })
    .first();
  await expect(row).toContainText('ticket_history');
  await expect(row).toContainText('Not decided');
  await expect(row.getByRole('button', { name: /^Approve/ })).toHaveCount(0);
  expect(await findViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 800, height: 1000 });
  await expectNoSidewaysScroll(page);
  expect(errors).toEqual([]);
});
