import { expect, test } from '@playwright/test';
import { collectErrors, enter, findViolations } from './support';

const BACKEND = 'http://localhost:7007/api';
const KEY = 'landing-zone';
const OTHER_KEY = 'payments-disputes';
const DELETION = /A KMS key of Customer Support is going to be deleted: \d{4}-/;
const WORSE = /“The key can be used” does not hold/;

async function change(alias: string, action: string) {
  const key = encodeURIComponent(`alias/${alias}`);
  const { ok } = await fetch(
    `http://127.0.0.1:4577/_sandbox/keys/${key}/${action}`,
    { method: 'POST' },
  );
  expect(ok).toBe(true);
}

/** The number of a user's notifications whose titles match. */
async function countOf(person: string, title: RegExp): Promise<number> {
  const session = await fetch(`${BACKEND}/auth/demo/refresh`, {
    method: 'POST',
    headers: {
      'X-Requested-With': 'XMLHttpRequest',
      'x-demo-person': `user:default/${person}`,
    },
  });
  const { token } = (await session.json()).backstageIdentity;
  const answer = await fetch(
    `${BACKEND}/notifications/notifications?limit=1000`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { notifications } = await answer.json();
  return notifications.filter(({ payload }: { payload: { title: string } }) =>
    title.test(payload.title),
  ).length;
}

test('a key that is scheduled for deletion is told to its owners, once, and leads to what depends on it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const errors = collectErrors(page);
  await enter(page, '/');
  const before = await countOf('guest', DELETION);
  const worse = await countOf('guest', WORSE);
  const othersWorse = await countOf('mara.lind', WORSE);
  try {
    await change(KEY, 'schedule-deletion');
    await expect
      .poll(() => countOf('guest', DELETION), { timeout: 90_000 })
      .toBe(before + 1);
    // A member of another team gets no notification.
    expect(await countOf('mara.lind', DELETION)).toBe(0);

    // The link leads to the keys at risk, and from there to what is lost.
    await page.goto('/notifications');
    await page.getByRole('link', { name: DELETION }).first().click();
    await expect(page).toHaveURL(/agentcore-memory\/keys\?state=at-risk/);
    const row = page.getByRole('row').filter({ hasText: KEY });
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

    // The owner gets one notification, although the memory's rule regresses as well and history is recorded again.
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
    // A later regression of another team is notified after all earlier ones, so when it arrives none is outstanding.
    await change(OTHER_KEY, 'disable');
    await expect
      .poll(() => countOf('mara.lind', WORSE), { timeout: 120_000 })
      .toBe(othersWorse + 1);
    expect(await countOf('guest', DELETION)).toBe(before + 1);
    expect(await countOf('guest', WORSE)).toBe(worse);
  } finally {
    await change(KEY, 'cancel-deletion');
    await change(KEY, 'enable');
    await change(OTHER_KEY, 'enable');
  }
  expect(errors).toEqual([]);
});
