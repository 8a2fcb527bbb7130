import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CreationPreview } from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderForm } from '../../__testUtils__/renderForm';
import { PLACE, PREVIEW, previewFinding } from '../../__testUtils__/targets';

const FORM = {
  name: 'notes',
  owner: 'payments',
  place: PLACE,
  key: { newKeyAlias: 'alias/notes' },
  eventExpiryDays: 90,
};

async function renderVerdict(
  preview: Partial<CreationPreview> | (() => Promise<CreationPreview>) = {},
  form: Record<string, unknown> = FORM,
) {
  const previewMemory = jest.fn(
    typeof preview === 'function'
      ? preview
      : async (..._: unknown[]) => ({ ...PREVIEW, ...preview }),
  );
  const rendered = await renderForm({
    pages: ['Verdict'],
    form,
    api: { previewMemory },
  });
  return { ...rendered, previewMemory };
}

const review = () =>
  userEvent.click(screen.getByRole('button', { name: 'Review' }));
const verdict = () => screen.findByRole('region', { name: 'Verdict' });
const canCreate = () => screen.queryByRole('button', { name: 'Create' });

describe('Verdict', () => {
  it('says the verdict that the memory will have, rule by rule, and asks once', async () => {
    const { previewMemory } = await renderVerdict();
    expect(await verdict()).toHaveTextContent(
      /^CompliantThe scorecard will call this memory compliant\.$/,
    );
    await expectAccessible();
    const passed = screen.getByRole('list', { name: 'Rules that pass' });
    expect(within(passed).getAllByRole('listitem')).toHaveLength(3);
    expect(passed).toHaveTextContent('key-usable comes out as pass.');
    expect(
      screen.getByRole('button', { name: /^1 rule does not apply/ }),
    ).toBeVisible();
    await review();
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
    expect(previewMemory.mock.calls).toEqual([
      [
        PLACE,
        {
          name: 'notes',
          owner: 'group:default/payments',
          newKeyAlias: 'alias/notes',
          eventExpiryDays: 90,
        },
      ],
    ]);
  });

  it('shows warnings, and lets the reader go on', async () => {
    await renderVerdict({
      verdict: 'at-risk',
      findings: [
        previewFinding('customer-managed-key', 'pass'),
        previewFinding('key-rotation', 'warn'),
      ],
    });
    expect(await verdict()).toHaveTextContent(/At risk.*warnings below/);
    expect(
      screen.getByRole('list', { name: 'Findings that need attention' }),
    ).toHaveTextContent('key-rotation comes out as warn.');
    await review();
    expect(await screen.findByRole('button', { name: 'Create' })).toBeVisible();
  });

  it('shows problems first, with the field and the page, and lets nobody go on', async () => {
    await renderVerdict({
      verdict: undefined,
      problems: [
        { field: 'name', message: 'is taken' },
        { field: 'strategies.0.name', message: 'is there twice' },
        { field: '', message: 'The quota is reached' },
      ],
      findings: [previewFinding('key-usable', 'fail')],
    });
    const problems = await screen.findByRole('list', { name: 'Problems' });
    expect(
      within(problems)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Name: is taken (go back to the page “Memory”)',
      'Long-term strategies · No. 1 · Name: is there twice (go back to the page “What it keeps”)',
      'The quota is reached',
    ]);
    expect(screen.getByRole('alert')).toHaveTextContent(
      /^This memory would be refused/,
    );
    expect(
      screen.getByRole('list', { name: 'Findings that need attention' }),
    ).toHaveTextContent('key-usable comes out as fail.');
    expect(screen.queryByRole('region', { name: 'Verdict' })).toBeNull();
    await expectAccessible();
    await review();
    expect(
      (await screen.findAllByText(/This memory would be refused/)).length,
    ).toBeGreaterThan(1);
    expect(canCreate()).not.toBeInTheDocument();
  });

  it('says that a memory is taken as it is', async () => {
    await renderVerdict({ exists: true });
    expect(
      await screen.findByText(
        'A memory that is just this exists and is taken as it is',
      ),
    ).toBeVisible();
  });

  it('says that findings about the key are kept back', async () => {
    await renderVerdict({ withheld: true, findings: [] });
    expect(
      await screen.findByText(/about the key is not shown to you/),
    ).toBeVisible();
    expect(await verdict()).toBeVisible();
  });

  it.each([
    ['unknown', /Unknown.*will not be able to tell/],
    ['non-compliant', /Non-compliant.*call this memory non-compliant/],
  ] as const)('says that the verdict is %s', async (value, text) => {
    await renderVerdict({ verdict: value });
    expect(await verdict()).toHaveTextContent(text);
  });

  it('needs account and region', async () => {
    const { previewMemory } = await renderVerdict({}, { ...FORM, place: {} });
    expect(
      await screen.findByText('Fill in the pages before first.'),
    ).toBeVisible();
    await review();
    expect(previewMemory).not.toHaveBeenCalled();
    expect(canCreate()).not.toBeInTheDocument();
  });

  it('shows that it asks', async () => {
    await renderVerdict(() => new Promise(() => {}));
    expect(await screen.findByRole('progressbar')).toBeVisible();
  });

  it('says why it could not ask, lets nobody go on, and asks again', async () => {
    let isDown = true;
    await renderVerdict(async () => {
      if (isDown) throw new Error('AWS refuses');
      return PREVIEW;
    });
    expect(
      await screen.findByText(/Could not preview the memory: AWS refuses/),
    ).toBeVisible();
    await review();
    expect(
      (await screen.findAllByText(/would be refused is not known/)).length,
    ).toBeGreaterThan(0);
    expect(canCreate()).not.toBeInTheDocument();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await verdict()).toHaveTextContent('Compliant');
  });
});
