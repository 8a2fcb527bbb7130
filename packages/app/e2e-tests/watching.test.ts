import { expect, Page, test } from '@playwright/test';
import { collectErrors, enter, findViolations } from './support';

const KEY = 'http://127.0.0.1:4577/_sandbox/keys/alias%2Flanding-zone';
const WORSE = /Customer Support: “The key can be used” does not hold/;
const TITLE = /A KMS key of Customer Support is going to be deleted: \d{4}-/;

async function post(action: string) {
  const { ok } = await fetch(`${KEY}/${action}`, { method: 'POST' });
  expect(ok).toBe(true);
}

/** How many notifications with such a title whoever looks has. */
async function countOf(page: Page, title: RegExp): Promise<number> {
  const answer = page.waitForResponse(
    response =>
      /api\/notifications\/notifications\?/.test(response.url()) &&
      response.ok(),
  );
  await page.goto('/notifications');
  const { notifications } = await (await answer).json();
  return notifications.filter(({ payload }: { payload: { title: string } }) =>
    title.test(payload.title),
  ).length;
}

test('a key that is scheduled for deletion is told to its owners, once, and leads to what depends on it', async ({
  page,
  browser,
}) => {
  const errors = collectErrors(page);
  await enter(page, '/');
  const before = await countOf(page, TITLE);
  const worseBefore = await countOf(page, WORSE);
  try {
    await post('schedule-deletion');
    await expect
      .poll(() => countOf(page, TITLE), { timeout: 90_000 })
      .toBe(before + 1);

    // Somebody of another team is told nothing.
    const other = await (await browser.newContext()).newPage();
    await enter(other, '/', 'Mara Lind');
    expect(await countOf(other, TITLE)).toBe(0);
    await other.context().close();

    // The link leads to the keys at risk, and from there to what is lost.
    await page.goto('/notifications');
    await page.getByRole('link', { name: TITLE }).first().click();
    await expect(page).toHaveURL(/agentcore-memory\/keys\?state=at-risk/);
    const row = page.getByRole('row').filter({ hasText: 'landing-zone' });
    await expect(row).toContainText('Will be deleted on');
    await row.getByRole('link').first().click();
    const lost = page.getByRole('region', { name: 'If this key goes' });
    await expect(lost).toContainText('callback_scheduler');

    // Who used the key is asked only now.
    await page.getByRole('button', { name: /who used it/i }).click();
    const used = page
      .getByRole('region', { name: /who used this key/i })
      .first();
    await expect(used).toContainText('ScheduleKeyDeletion');
    await expect(used).toContainText('90 days');
    expect(await findViolations(page)).toEqual([]);

    // It is told once, though a memory fails by it as well, and whatever is recorded after.
    await page.goto('/agentcore-memory/memories?q=callback_scheduler');
    await expect(
      page.getByRole('row').filter({ hasText: 'callback_scheduler' }),
    ).toContainText('Non-compliant');
    await page.goto('/catalog/default/group/customer-support/agentcore-memory');
    await expect(
      page
        .getByText(/Regressed callback_scheduler: The key can be used/)
        .first(),
    ).toBeVisible({ timeout: 90_000 });
    expect(await countOf(page, TITLE)).toBe(before + 1);
    expect(await countOf(page, WORSE)).toBe(worseBefore);
  } finally {
    await post('cancel-deletion');
    await post('enable');
  }
  expect(errors).toEqual([]);
});
