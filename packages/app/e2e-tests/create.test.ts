import { expect, Page, test } from '@playwright/test';
import {
  beginMemoryForm,
  collectErrors,
  enter,
  expectNoSidewaysScroll,
  findViolations,
  press,
} from './support';

const TEMPLATE = '/create/templates/default/create-agentcore-memory';

/** The first page, and the place; stops where a key is chosen. */
async function begin(page: Page, name: string) {
  await enter(page, TEMPLATE);
  await beginMemoryForm(page, name, 'us-west-2');
}

test('who knows nothing of KMS creates a compliant memory with a key of its own', async ({
  page,
}) => {
  const errors = collectErrors(page);
  const name = `first_notes_${Date.now()}`;
  const alias = `alias/agentcore/${name.replace(/_/g, '-')}`;
  await begin(page, name);
  // Nothing to choose: a new key is the default, and has a name.
  await expect(
    page.getByRole('radio', { name: 'Create a new key' }),
  ).toBeChecked();
  await expect(
    page.getByRole('textbox', { name: 'Name (alias) of the new key' }),
  ).toHaveValue(alias);
  expect(await findViolations(page)).toEqual([]);
  await press(page, 'Next');

  await page.getByRole('button', { name: 'Add' }).first().click();
  await expect(
    page.getByRole('textbox', { name: 'Name', exact: true }),
  ).toHaveValue('facts');
  await press(page, 'Next');
  await press(page, 'Next');

  const verdict = page.getByRole('region', { name: 'Verdict', exact: true });
  await expect(verdict).toContainText(
    'The scorecard will call this memory compliant.',
  );
  await expect(
    page.getByRole('list', { name: 'Rules that pass' }).getByRole('listitem'),
  ).toHaveCount(8);
  await press(page, 'Review');
  await press(page, 'Create');

  await expect(page.getByText('The scorecard says compliant.')).toBeVisible({
    timeout: 60_000,
  });
  await page
    .getByRole('link', { name: 'Open the memory in the catalog' })
    .click();
  // The catalog has it at once, with the verdict that the form promised.
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('Compliant').first()).toBeVisible();
  await expect(page.getByText(alias).first()).toBeVisible();
  expect(errors).toEqual([]);
});

test('a name that is taken is said before anything is sent', async ({
  page,
}) => {
  await begin(page, 'ticket_history');
  await press(page, 'Next');
  await press(page, 'Next');
  await press(page, 'Next');
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('Name');
  await press(page, 'Review');
  await expect(
    page.locator('.Mui-error').getByText('This memory would be refused'),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Create', exact: true }),
  ).toHaveCount(0);
});

test('the same as Terraform, with a key that is there; others are greyed with the reason', async ({
  page,
}) => {
  await page.setViewportSize({ width: 800, height: 1000 });
  const errors = collectErrors(page);
  await begin(page, 'coded_notes');
  await page.getByRole('radio', { name: 'Use a key of this account' }).check();
  const keys = page.getByRole('radiogroup', {
    name: 'Keys of this account and region',
  });
  const locked = keys.getByRole('radio', { name: 'alias/support-locked' });
  await expect(locked).toHaveAttribute('aria-disabled', 'true');
  await expect(locked).toHaveAccessibleDescription(
    /AgentCore can't use the key/,
  );
  await keys.getByRole('radio', { name: 'alias/agentcore-memory' }).check();
  expect(await findViolations(page)).toEqual([]);
  await expectNoSidewaysScroll(page);
  await press(page, 'Next');
  await press(page, 'Next');
  await page.getByRole('radio', { name: 'Write it as Terraform' }).check();
  await press(page, 'Next');
  await expect(
    page.getByText('The scorecard will call this memory compliant.'),
  ).toBeVisible();
  await press(page, 'Review');
  await press(page, 'Create');
  // The log names the file, too: as long as it is shown, the name is there twice.
  const output = page.getByTestId('text-output-box');
  await expect(output.getByText('main.tf')).toBeVisible({ timeout: 30_000 });
  const code = output.locator('pre').first();
  await expect(code).toContainText(
    'resource "aws_bedrockagentcore_memory" "memory"',
  );
  await expect(code).toContainText(
    /encryption_key_arn\s+= "arn:aws:kms:us-west-2:222222222222:key\//,
  );
  expect(errors).toEqual([]);
});
