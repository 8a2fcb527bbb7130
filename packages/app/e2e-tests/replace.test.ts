import { expect, test } from '@playwright/test';
import {
  collectErrors,
  enter,
  expectNoSidewaysScroll,
  findViolations,
  press,
} from './support';

const OLD = '/catalog/default/resource/shift_handover-ofop1jgxav-cs7s4dgbyjp9';
const TEAM = '/catalog/default/group/customer-support/agentcore-memory';

test('a memory without a key goes from red to green with its data in four clicks, and is retired', async ({
  page,
}) => {
  // The data is copied, and retiring waits before it reads both memories again.
  test.setTimeout(240_000);
  const errors = collectErrors(page);
  await enter(page, OLD);
  await expect(page.getByText('Non-compliant').first()).toBeVisible();

  // Four clicks: the forms are filled in.
  await press(page, 'Replace it and move its data');
  await expect(
    page.getByRole('link', { name: 'shift_handover', exact: true }),
  ).toBeVisible();
  await expect(
    page.getByRole('textbox', { name: /Name of the new memory/ }),
  ).toHaveValue('shift_handover_cmk');
  expect(await findViolations(page)).toEqual([]);
  await press(page, 'Next');
  await expect(
    page.getByText('The scorecard will call this memory compliant.'),
  ).toBeVisible();
  await press(page, 'Review');
  await press(page, 'Replace');

  // The report, and that nothing of what is remembered is in it or in the log.
  const output = page.getByTestId('text-output-box');
  await expect(
    output.getByText(
      'Both memories were read again at the end and are equal: 8 events and 3 records.',
    ),
  ).toBeVisible({ timeout: 90_000 });
  await expect(output).toContainText('component:default/support-desk');
  await expect(page.getByText(/Novak|Mill Lane/)).toHaveCount(0);
  await page.setViewportSize({ width: 800, height: 1000 });
  await expectNoSidewaysScroll(page);

  // The new memory is green, and says what it replaces and where the report is.
  await page
    .getByRole('link', { name: 'Open the new memory in the catalog' })
    .click();
  await expect(
    page.getByRole('heading', { name: 'shift_handover_cmk' }),
  ).toBeVisible();
  await expect(page.getByText('Compliant').first()).toBeVisible();
  await page.getByRole('link', { name: 'Report of the migration' }).click();
  await expect(output).toContainText('8 events and 3 records');
  await page.goBack();
  await page.getByRole('link', { name: /^shift_handover-/ }).click();

  // The old one says that it is to be retired; that is a step of its own.
  await expect(page.getByText(/It was replaced/)).toBeVisible();
  await press(page, 'Retire it');
  await expect(
    page.getByRole('radio', { name: /then delete it if nothing is missing/ }),
  ).toBeChecked();
  expect(await findViolations(page)).toEqual([]);
  await expectNoSidewaysScroll(page);
  await press(page, 'Review');
  await press(page, 'Retire');
  await expect(output.getByText(/AWS is deleting memory/)).toBeVisible({
    timeout: 90_000,
  });

  // The team's scorecard and history have heard of it.
  await page.setViewportSize({ width: 1440, height: 1000 });
  await expect(async () => {
    await page.goto(TEAM);
    await page.getByRole('button', { name: /^Show all/ }).click();
    await expect(page.getByText(/^New shift_handover_cmk/)).toBeVisible();
    await expect(page.getByText(/^Gone shift_handover/)).toBeVisible({
      timeout: 2_000,
    });
  }).toPass({ timeout: 60_000 });
  await expect(
    page
      .getByRole('region', { name: 'What to fix first' })
      .getByRole('link', { name: 'shift_handover', exact: true }),
  ).toHaveCount(0);
  expect(errors).toEqual([]);
});
