import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderForm } from '../../__testUtils__/renderForm';
import { PLACE, PREVIEW } from '../../__testUtils__/targets';

const next = (name = 'Next') =>
  userEvent.click(screen.getByRole('button', { name }));
const input = (name: RegExp) => screen.findByRole('textbox', { name });
const choice = async (name: RegExp, option: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
};

describe('the form', () => {
  it('creates a memory for a reader who fills in its name and owner, and chooses a place', async () => {
    const previewMemory = jest.fn(async (..._: unknown[]) => PREVIEW);
    const { onCreate } = await renderForm({ api: { previewMemory } });
    await userEvent.type(await input(/^Name\W*$/), 'notes');
    await userEvent.type(await input(/^Owner/), 'payments');
    await next();
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: /AWS account/ }),
      '444455556666',
    );
    await next();
    expect(
      await screen.findByRole('spinbutton', { name: /Days that events/ }),
    ).toHaveValue(90);
    await next();
    await next();
    expect(
      await screen.findByRole('region', { name: 'Verdict' }),
    ).toHaveTextContent('Compliant');
    await next('Review');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate.mock.calls[0][0]).toMatchObject({
      name: 'notes',
      owner: 'payments',
      place: { accountId: '444455556666', region: 'us-east-1' },
      key: { newKeyAlias: 'alias/agentcore/notes' },
      eventExpiryDays: 90,
    });
    expect(previewMemory.mock.calls).toHaveLength(1);
  });

  it('shows of a strategy what belongs to its type, and names it', async () => {
    const { onCreate } = await renderForm({ pages: ['What it keeps'] });
    // The strategies are the first list of the page.
    const [add] = await screen.findAllByRole('button', { name: /add/i });
    await userEvent.click(add);
    expect(await input(/^Name\W*$/)).toHaveValue('facts');
    expect(screen.queryByText('What it customises')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('textbox', { name: /Namespace of reflections/ }),
    ).not.toBeInTheDocument();

    await choice(/^Type/, 'Episodes, and what was learnt from them');
    expect(await input(/^Name\W*$/)).toHaveValue('episodes');
    await userEvent.type(await input(/Namespace of reflections/), '/r');

    await choice(/^Type/, 'Custom, with a model or pipeline of your own');
    expect(await input(/^Name\W*$/)).toHaveValue('custom');
    await choice(
      /^What it customises/,
      'Everything, with a pipeline of your own',
    );
    await input(/^SNS topic/);
    expect(
      screen.queryByRole('textbox', { name: /^Namespace/ }),
    ).not.toBeInTheDocument();
    await userEvent.type(
      await input(/^SNS topic/),
      'arn:aws:sns:eu-central-1:111122223333:t',
    );
    await userEvent.type(await input(/^S3 bucket/), 'my-bucket');
    await userEvent.type(
      await input(/^Execution role/),
      'arn:aws:iam::111122223333:role/r',
    );
    await expectAccessible();
    await next('Review');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }),
    );
    expect(onCreate.mock.calls[0][0].strategies).toEqual([
      {
        type: 'CUSTOM',
        name: 'custom',
        override: 'SELF_MANAGED',
        selfManaged: {
          topicArn: 'arn:aws:sns:eu-central-1:111122223333:t',
          bucketName: 'my-bucket',
        },
      },
    ]);
  });

  it('gives each strategy another type, and lets nobody choose one twice', async () => {
    await renderForm({ pages: ['What it keeps'] });
    const add = async () =>
      userEvent.click(
        (await screen.findAllByRole('button', { name: /add/i }))[0],
      );
    await add();
    await add();
    const names = await screen.findAllByRole('textbox', { name: /^Name\W*$/ });
    expect(names.map(each => (each as HTMLInputElement).value)).toEqual([
      'facts',
      'summaries',
    ]);
    const [, second] = screen.getAllByRole('button', { name: /^Type/ });
    await userEvent.click(second);
    await userEvent.click(await screen.findByRole('option', { name: 'Facts' }));
    await next('Review');
    expect(
      (await screen.findAllByText(/Two strategies have the same type/)).length,
    ).toBeGreaterThan(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('is filled in by the link that replaces a memory', async () => {
    await renderForm({
      pages: ['Place and key', 'What it keeps'],
      form: {
        name: 'notes_cmk',
        owner: 'group:default/payments',
        place: PLACE,
        eventExpiryDays: 30,
        strategies: [{ type: 'SEMANTIC', name: 'old_facts' }],
      },
    });
    expect(
      await screen.findByRole('combobox', { name: /AWS account/ }),
    ).toHaveValue(PLACE.accountId);
    expect(await input(/alias/)).toHaveValue('alias/agentcore/notes-cmk');
    await next();
    expect(await input(/^Name\W*$/)).toHaveValue('old_facts');
    expect(
      screen.getByRole('spinbutton', { name: /Days that events/ }),
    ).toHaveValue(30);
  });
});
