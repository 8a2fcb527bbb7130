import { expect, Page, test } from '@playwright/test';

const PAGE = '/agentcore-memory';

/** React warns in development of what Material UI 4 and Backstage do; all else is ours. */
function isOurs(text: string): boolean {
  return !/findDOMNode|defaultProps|React Router Future Flag/.test(text);
}

let errors: string[];

test.beforeEach(async ({ page }) => {
  // There is no backend to sign in to.
  await page.addInitScript(() => {
    localStorage.setItem('enableLegacyGuestToken', 'true');
    localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
  });
  errors = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && isOurs(message.text())) {
      errors.push(message.text());
    }
  });
});

test.afterEach(() => expect(errors).toEqual([]));

async function open(page: Page, tab: string) {
  await page.goto(PAGE);
  await page.getByRole('tab', { name: tab }).click();
}

test('the page begins with the overview', async ({ page }) => {
  await page.goto(PAGE);
  await expect(page).toHaveURL(/\/agentcore-memory\/overview/);
  await expect(
    page.getByRole('heading', { level: 1, name: 'AgentCore memory' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Scan now' })).toBeVisible();
  await expect(page.getByText('Keys at risk').first()).toBeVisible();
});

for (const [tab, table] of [
  ['Teams', /^Teams/],
  ['Memories', /^Memories/],
  ['Keys', /^Keys/],
  ['Coverage', /^Scopes/],
] as const) {
  test(`the page has the tab ${tab}`, async ({ page }) => {
    await open(page, tab);
    await expect(
      page.getByRole('table', { name: table }).first(),
    ).toBeVisible();
  });
}

test('a memory has a card that says what to do', async ({ page }) => {
  await open(page, 'Memories');
  await page.getByRole('link', { name: 'support', exact: true }).click();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Non-compliant');
  await expect(verdict).toContainText('Enable the key.');
  await verdict.getByRole('button', { name: 'Show how to fix it' }).click();
  await expect(
    page.getByRole('tabpanel', { name: 'AWS CLI' }).first(),
  ).toContainText('aws kms enable-key');
});

test('a key has a card that says what is lost if it goes', async ({ page }) => {
  await open(page, 'Keys');
  await page.getByRole('link', { name: 'alias/support' }).click();
  const lost = page.getByRole('region', { name: 'If this key goes' });
  await expect(lost).toContainText('1 memory of 1 owner');
  await expect(lost).toContainText('The support-agent');
});

test('a group has a card and a tab', async ({ page }) => {
  await page.goto('/catalog/default/group/payments');
  await expect(page.getByText('All 12 memories').first()).toBeVisible();
  await expect(page.getByText('What to fix first')).toBeVisible();
});

test('the home page has a widget', async ({ page }) => {
  await page.goto('/home');
  await expect(page.getByText('AgentCore memory').first()).toBeVisible();
  await expect(page.getByText('My teams with all')).toBeVisible();
});

test('the form of the template creates a memory with a new key, or with one that is there', async ({
  page,
}) => {
  const next = (name = 'Next') =>
    page.getByRole('button', { name, exact: true }).click();
  await page.goto('/create');
  await page.getByRole('textbox', { name: 'Name' }).fill('support_notes');
  // There is but one group.
  await expect(page.locator('#root_owner')).not.toHaveValue('');
  await next();

  await page
    .getByRole('combobox', { name: 'AWS account' })
    .selectOption('111122223333');
  await page
    .getByRole('combobox', { name: 'Region' })
    .selectOption('eu-west-1');
  await expect(
    page.getByRole('textbox', { name: 'Name (alias) of the new key' }),
  ).toHaveValue('alias/agentcore/support-notes');
  await page
    .getByRole('combobox', { name: 'Region' })
    .selectOption('eu-central-1');
  await page.getByRole('radio', { name: 'Use a key of this account' }).check();
  const keys = page.getByRole('radiogroup', {
    name: 'Keys of this account and region',
  });
  // By the keyboard: the greyed ones are reached, and stay unchosen.
  await keys.getByRole('radio', { name: 'alias/agents' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const greyed = keys.getByRole('radio', { name: 'alias/retired' });
  await expect(greyed).toBeFocused();
  await expect(greyed).not.toBeChecked();
  await expect(greyed).toHaveAccessibleDescription(/The key is disabled/);
  await expect(keys.getByRole('radio', { name: 'alias/shared' })).toBeChecked();
  await next();

  await page.getByRole('button', { name: 'Add' }).first().click();
  await expect(
    page.getByRole('textbox', { name: 'Name', exact: true }),
  ).toHaveValue('facts');
  await next();
  await next();

  const verdict = page.getByRole('region', { name: 'Verdict', exact: true });
  await expect(verdict).toContainText('Compliant');
  await next('Review');
  await next('Create');
  await expect(page.getByLabel('Sent')).toContainText(
    '"owner": "group:default/payments"',
  );
  await expect(page.getByLabel('Sent')).toContainText(
    '"encryptionKeyArn": "arn:aws:kms:eu-central-1:111122223333:key/00000002',
  );
});
