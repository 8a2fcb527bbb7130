import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { Entity } from '@backstage/catalog-model';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { memoryEntity } from '../../__testUtils__/memories';
import { renderForm } from '../../__testUtils__/renderForm';
import { PREVIEW } from '../../__testUtils__/targets';

const OPEN = memoryEntity({
  name: 'notes',
  outcomes: { 'customer-managed-key': 'fail' },
});
const GREEN = memoryEntity({
  name: 'safe_notes',
  outcomes: { 'customer-managed-key': 'pass' },
});
const REPLACED = memoryEntity({
  name: 'old_notes',
  outcomes: { 'customer-managed-key': 'fail' },
  annotations: {
    'agentcore-memory/replaced-by':
      'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/new-a1B2c3D4e5',
  },
});
const arnOf = ({ metadata }: Entity) =>
  metadata.annotations!['amazonaws.com/arn'];
const memory = (entity: Entity) => ({
  memoryArn: arnOf(entity),
  owner: 'group:default/payments',
});

type Options = NonNullable<Parameters<typeof renderForm>[0]>;

function renderTemplate(template: string, options: Options = {}) {
  return renderForm({
    template,
    catalogApi: catalogApiMock({ entities: [OPEN, GREEN, REPLACED] }),
    ...options,
  });
}
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the form that replaces a memory', () => {
  const form = { memory: memory(OPEN), name: 'notes_cmk' };

  it('is filled in by a link, asks for the verdict, and is done in three clicks', async () => {
    const previewMemory = jest.fn(async (..._: unknown[]) => PREVIEW);
    const { onCreate } = await renderTemplate('replace-memory', {
      form,
      api: { previewMemory },
    });
    expect(await screen.findByRole('link', { name: 'notes' })).toBeVisible();
    expect(screen.getByText(/111122223333 · eu-central-1/)).toBeVisible();
    expect(screen.getByText('Non-compliant')).toBeVisible();
    await expectAccessible();
    await press('Next');
    expect(
      await screen.findByRole('region', { name: 'Verdict of the new memory' }),
    ).toHaveTextContent('Compliant');
    await press('Review');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate.mock.calls[0][0]).toMatchObject({
      ...form,
      key: { newKeyAlias: 'alias/agentcore/notes-cmk' },
    });
    expect(previewMemory.mock.calls).toEqual([
      [
        { accountId: '111122223333', region: 'eu-central-1' },
        {
          ...form.memory,
          name: 'notes_cmk',
          newKeyAlias: 'alias/agentcore/notes-cmk',
        },
      ],
    ]);
  });

  it('finds memories without a key that were not replaced', async () => {
    await renderTemplate('replace-memory');
    await userEvent.click(
      await screen.findByRole('textbox', { name: /Find a memory/ }),
    );
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^notes.*111122223333 · eu-central-1$/),
    ]);
    await expectAccessible();
    await userEvent.click(options[0]);
    expect(await screen.findByRole('link', { name: 'notes' })).toBeVisible();
    await press('Choose another');
    expect(
      await screen.findByRole('textbox', { name: /Find a memory/ }),
    ).toBeVisible();
  });

  it('says what is wrong, and lets nobody go on', async () => {
    await renderTemplate('replace-memory', { form: { name: 'notes_cmk' } });
    await press('Next');
    const [told] = await screen.findAllByText(/Choose a memory/);
    expect(told).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Review' })).toBeNull();
  });

  it('says that a memory without an owner needs one', async () => {
    await renderTemplate('replace-memory', {
      form: { ...form, memory: { memoryArn: arnOf(OPEN) } },
    });
    expect(
      await screen.findByText(/has no owner: give it one first/),
    ).toBeVisible();
  });

  it('shows a memory that the catalog does not have by its id', async () => {
    const memoryArn =
      'arn:aws:bedrock-agentcore:us-east-1:111122223333:memory/gone-a1B2c3D4e5';
    await renderTemplate('replace-memory', {
      form: { ...form, memory: { ...form.memory, memoryArn } },
    });
    expect(await screen.findByText('gone-a1B2c3D4e5')).toBeVisible();
    expect(screen.getByText(/The catalog does not show it/)).toBeVisible();
  });

  it('says that memories could not be listed, and asks again', async () => {
    const catalogApi = catalogApiMock({ entities: [OPEN] });
    const queryEntities = jest
      .spyOn(catalogApi, 'queryEntities')
      .mockRejectedValueOnce(new Error('Down'));
    await renderTemplate('replace-memory', { catalogApi });
    expect(await screen.findByText(/Could not list memories/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /again/i }));
    expect(
      await screen.findByRole('textbox', { name: /Find a memory/ }),
    ).toBeVisible();
    expect(queryEntities).toHaveBeenCalledTimes(2);
  });

  it('calls problems by the fields of this form', async () => {
    await renderTemplate('replace-memory', {
      pages: ['Verdict'],
      form: { ...form, key: { newKeyAlias: 'alias/a' } },
      api: {
        previewMemory: async () => ({
          ...PREVIEW,
          problems: [
            { field: 'memoryArn', message: 'is managed by a harness' },
            { field: 'executionRoleArn', message: 'is not allowed' },
          ],
        }),
      },
    });
    const problems = await screen.findByRole('list', { name: 'Problems' });
    expect(problems).toHaveTextContent(
      'Memory to replace: is managed by a harness (go back to the page “Memory and key”)',
    );
    expect(problems).toHaveTextContent(
      'Execution role, as on the old memory: is not allowed',
    );
  });
});

describe('the form that retires a memory', () => {
  const form = { memory: memory(REPLACED) };

  it('copies what came in since and deletes only then, unless told otherwise', async () => {
    const { onCreate } = await renderTemplate('retire-memory', { form });
    expect(
      await screen.findByRole('link', { name: 'old_notes' }),
    ).toBeVisible();
    await expectAccessible();
    await press('Review');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate.mock.calls[0][0]).toEqual({ ...form, how: 'retire' });
  });

  it('wants the name typed where it is deleted whatever it holds', async () => {
    await renderTemplate('retire-memory', { form });
    await userEvent.click(
      await screen.findByRole('radio', { name: /since I type its name/ }),
    );
    expect(
      await screen.findByRole('textbox', { name: /Name of the memory/ }),
    ).toBeVisible();
    await press('Review');
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('finds every memory, since one whose migration failed can be caught up with as well', async () => {
    await renderTemplate('retire-memory');
    await userEvent.click(
      await screen.findByRole('textbox', { name: /Find a memory/ }),
    );
    const options = await screen.findAllByRole('option');
    expect(options).toHaveLength(3);
  });
});
