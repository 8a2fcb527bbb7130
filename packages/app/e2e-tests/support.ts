import { readFileSync } from 'node:fs';
import { expect, Page } from '@playwright/test';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Opens a page of the portal, as the guest or as another of the demo's people. */
export async function enter(page: Page, path: string, person?: string) {
  await page.goto(path);
  await press(page, person ? `Enter as ${person}` : 'Enter');
  await expect(
    page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Home' }),
  ).toBeVisible();
}

/** The row of a table that begins with a name. */
export function row(page: Page, name: string) {
  return page.getByRole('row', { name: new RegExp(`^${name}`) });
}

/**
 * Whether a console error is ours. In development React warns of Backstage's own pages and of Material UI 4;
 * such a warning counts only if it comes from beneath one of our components, and is not about Material UI.
 */
function isOurs(text: string): boolean {
  if (/findDOMNode|defaultProps/.test(text)) return false;
  return !text.startsWith('Warning:') || text.includes('agentcore-memory/src');
}

/** Collects the errors that a page has, as they come. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && isOurs(message.text())) {
      errors.push(message.text());
    }
  });
  return errors;
}

/** The serious and critical violations that axe finds, but for those of the portal's own parts. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(context: { exclude: string[] }): Promise<{
          violations: {
            id: string;
            impact: string;
            nodes: { html: string }[];
          }[];
        }>;
      };
    };
    const { violations } = await axe.run({
      exclude: ['nav', '[role="tablist"]', '[class*="toolkit"]'],
    });
    return violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes.map(n => n.html).join(' ')}`);
  });
}

/** Fails where the page scrolls sideways: only tables may, in their own boxes. */
export async function expectNoSidewaysScroll(page: Page) {
  const isWider = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    );
  // Some parts take a moment to follow another size of the window.
  await expect.poll(isWider, { timeout: 5_000 }).toBe(false);
}

/** Presses a button of a form. */
export async function press(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Fills in the form of a new memory of Customer Support in the account 222222222222, up to the choice of a key. */
export async function beginMemoryForm(
  page: Page,
  name: string,
  region: string,
) {
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByLabel(/^Owner/).click();
  await page.getByRole('option', { name: /Customer Support/ }).click();
  await press(page, 'Next');
  await page
    .getByRole('combobox', { name: 'AWS account' })
    .selectOption('222222222222');
  await page.getByRole('combobox', { name: 'Region' }).selectOption(region);
}
