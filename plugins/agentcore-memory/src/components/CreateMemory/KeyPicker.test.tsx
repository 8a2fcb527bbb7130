import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TargetKeysResponse } from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { renderForm } from '../../__testUtils__/renderForm';
import { PLACE, TARGET_KEYS, targetKeyArn } from '../../__testUtils__/targets';

const FORM = {
  owner: 'group:default/payments',
  name: 'my_notes',
  place: PLACE,
};
const LISTED = 'Use a key of this account';

async function renderKey(
  keys: Partial<TargetKeysResponse> | (() => Promise<TargetKeysResponse>) = {},
  form: Record<string, unknown> = {},
) {
  const getTargetKeys = jest.fn(
    typeof keys === 'function'
      ? keys
      : async (..._: unknown[]) => ({ ...TARGET_KEYS, ...keys }),
  );
  const rendered = await renderForm({
    pages: ['Place and key'],
    form: { ...FORM, ...form },
    api: { getTargetKeys },
  });
  return { ...rendered, getTargetKeys };
}

async function choose(source: string) {
  await userEvent.click(await screen.findByRole('radio', { name: source }));
}

const key = (name: string | RegExp) => screen.findByRole('radio', { name });

/** What is created, if the form lets the reader go on. */
async function created(onCreate: jest.Mock) {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
  return onCreate.mock.calls[0][0].key;
}

async function refused() {
  await userEvent.click(screen.getByRole('button', { name: 'Review' }));
  expect(
    screen.queryByRole('button', { name: 'Create' }),
  ).not.toBeInTheDocument();
}

describe('KeyPicker', () => {
  describe('a new key', () => {
    it('is what is chosen at first, and is named after the memory', async () => {
      const { onCreate, getTargetKeys } = await renderKey();
      const source = await screen.findByRole('radio', {
        name: 'Create a new key',
      });
      expect(source).toBeChecked();
      expect(source).toHaveAccessibleDescription(/if you know nothing of KMS/);
      expect(
        screen.getByRole('textbox', { name: /Name \(alias\)/ }),
      ).toHaveValue('alias/agentcore/my-notes');
      await expectAccessible();
      expect(await created(onCreate)).toEqual({
        newKeyAlias: 'alias/agentcore/my-notes',
      });
      expect(getTargetKeys).not.toHaveBeenCalled();
    });

    it('can be named otherwise, if the name is one that AWS takes', async () => {
      const { onCreate } = await renderKey();
      const alias = await screen.findByRole('textbox', { name: /alias/ });
      await userEvent.clear(alias);
      expect(alias).toHaveAccessibleDescription('An alias begins with alias/');
      await userEvent.type(alias, 'alias/aws/mine');
      expect(alias).toHaveAccessibleDescription(/belong to AWS/);
      await refused();
      await userEvent.clear(alias);
      await userEvent.type(alias, 'alias/mine');
      expect(alias).toBeValid();
      expect(await created(onCreate)).toEqual({ newKeyAlias: 'alias/mine' });
    });

    it('keeps its name when the reader comes back to it', async () => {
      await renderKey({}, { key: { newKeyAlias: 'alias/mine' } });
      const alias = await screen.findByRole('textbox', { name: /alias/ });
      expect(alias).toHaveValue('alias/mine');
      await choose(LISTED);
      await choose('Create a new key');
      expect(await screen.findByRole('textbox', { name: /alias/ })).toHaveValue(
        'alias/agentcore/my-notes',
      );
    });
  });

  describe('a key of the account', () => {
    it('is chosen by its alias', async () => {
      const { onCreate, getTargetKeys } = await renderKey();
      await choose(LISTED);
      const usable = await key('alias/agents');
      expect(usable).toHaveAccessibleDescription(
        /alias\/agents-old-name · 00000001-1111/,
      );
      await userEvent.click(usable);
      expect(usable).toBeChecked();
      expect(getTargetKeys.mock.calls).toEqual([
        [PLACE, 'group:default/payments'],
      ]);
      await expectAccessible();
      expect(await created(onCreate)).toEqual({
        encryptionKeyArn: targetKeyArn(1),
      });
    });

    it('says what to know of a key that can be chosen', async () => {
      await renderKey();
      await choose(LISTED);
      const warned = await key('alias/shared');
      expect(warned).toHaveAccessibleDescription(/Warning: Rotation is off\./);
      await userEvent.click(warned);
      expect(warned).toBeChecked();
    });

    it('can be reached but not chosen where it is not usable, and says why', async () => {
      await renderKey();
      await choose(LISTED);
      const greyed = await key('alias/retired');
      expect(greyed).toHaveAttribute('aria-disabled', 'true');
      expect(greyed).toBeEnabled();
      expect(greyed).toHaveAccessibleDescription(
        /Can’t be chosen: The key is disabled\..*Can’t be chosen: The policy does not admit AgentCore\./,
      );
      await userEvent.click(greyed);
      expect(greyed).not.toBeChecked();
      await refused();
      expect(
        (await screen.findAllByText(/Choose a key/)).length,
      ).toBeGreaterThan(0);
    });

    it('says that it keeps back why', async () => {
      await renderKey();
      await choose(LISTED);
      const withheld = await key('Key without an alias');
      expect(withheld).toHaveAttribute('aria-disabled', 'true');
      expect(withheld).toHaveAccessibleDescription(
        /^00000004-1111.*Why is not shown to you$/,
      );
    });

    it('is found in a long list', async () => {
      const [one] = TARGET_KEYS.keys;
      const many = Array.from({ length: 9 }, (_, n) => ({
        ...one,
        arn: targetKeyArn(n),
        aliases: [`alias/key-${n}`],
      }));
      await renderKey({ keys: many });
      await choose(LISTED);
      const list = await screen.findByRole('radiogroup', {
        name: 'Keys of this account and region',
      });
      expect(within(list).getAllByRole('radio')).toHaveLength(9);
      const filter = screen.getByRole('searchbox', { name: /Filter keys/ });
      await userEvent.type(filter, 'KEY-4');
      expect(within(list).getAllByRole('radio')).toHaveLength(1);
      await userEvent.type(filter, 'x');
      expect(screen.getByText(/No key has this/)).toBeVisible();
    });

    it('has no filter in a short list', async () => {
      await renderKey();
      await choose(LISTED);
      await key('alias/agents');
      expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
    });

    it('says that keys are missing', async () => {
      await renderKey({ more: 12, incomplete: 'AWS throttles at present.' });
      await choose(LISTED);
      expect(
        await screen.findByText(/12 further keys are not shown/),
      ).toBeVisible();
      expect(screen.getByText('Keys may be missing')).toBeVisible();
      expect(screen.getByText('AWS throttles at present.')).toBeVisible();
    });

    it.each([
      [{ keys: [] }, 'has no customer-managed key in this region'],
      [{ keys: [], incomplete: 'AWS throttles.' }, 'No key of this account'],
    ])('says that there is none: %j', async (keys, text) => {
      await renderKey(keys);
      await choose(LISTED);
      expect(await screen.findByText(new RegExp(text))).toBeVisible();
    });

    it('needs account and region', async () => {
      const { getTargetKeys } = await renderKey({}, { place: {} });
      await choose(LISTED);
      expect(
        await screen.findByText('Choose account and region first.'),
      ).toBeVisible();
      expect(getTargetKeys).not.toHaveBeenCalled();
    });

    it('shows that it asks', async () => {
      await renderKey(() => new Promise(() => {}));
      await choose(LISTED);
      expect(await screen.findByRole('progressbar')).toBeVisible();
    });

    it('says why it could not ask, and asks again', async () => {
      let calls = 0;
      await renderKey(async () => {
        calls += 1;
        if (calls === 1) throw new Error('AWS refuses');
        return TARGET_KEYS;
      });
      await choose(LISTED);
      expect(
        await screen.findByText(/Could not list the keys: AWS refuses/),
      ).toBeVisible();
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await key('alias/agents')).toBeEnabled();
    });

    it.each([
      [targetKeyArn(3), /can’t be used/],
      [targetKeyArn(9), /not among these/],
      [targetKeyArn(1).replace('central', 'west'), /in the same region/],
    ])(
      'says of a choice made before that it no longer fits: %s',
      async (arn, text) => {
        await renderKey({}, { key: { encryptionKeyArn: arn } });
        expect(await screen.findByText(text)).toHaveTextContent(arn);
        expect(screen.getByRole('radio', { name: LISTED })).toBeChecked();
      },
    );

    it('is an error once the memory is to be in another region', async () => {
      await renderKey({}, { key: { encryptionKeyArn: targetKeyArn(1) } });
      await key('alias/agents');
      await userEvent.selectOptions(
        screen.getByRole('combobox', { name: /Region/ }),
        'eu-west-1',
      );
      expect(await screen.findByText(/in the same region/)).toBeVisible();
      await refused();
      expect(
        (await screen.findAllByText(/in the same region/)).length,
      ).toBeGreaterThan(1);
    });
  });

  describe('a key by its ARN', () => {
    const ARN = 'Another key, by its ARN';
    const OTHER =
      'arn:aws:kms:eu-central-1:999900001111:key/00000000-0000-4000-8000-000000000001';
    const input = () =>
      screen.findByRole('textbox', { name: /ARN of the key/ });

    it('can be of another account', async () => {
      const { onCreate } = await renderKey();
      await choose(ARN);
      await userEvent.type(await input(), ` ${OTHER}`);
      expect(await input()).toBeValid();
      await expectAccessible();
      expect(await created(onCreate)).toEqual({ encryptionKeyArn: OTHER });
    });

    it.each([
      ['key/1234', /^Not the ARN of a key/],
      [OTHER.replace('central', 'west'), /must be in the same region/],
    ])('says what is wrong with %s', async (text, problem) => {
      await renderKey();
      await choose(ARN);
      await userEvent.type(await input(), text);
      expect(await input()).toHaveAccessibleDescription(problem);
      await refused();
    });

    it('is shown as that when the reader comes back', async () => {
      await renderKey({}, { key: { encryptionKeyArn: OTHER } });
      expect(await input()).toHaveValue(OTHER);
    });
  });

  it('takes one key, not two', async () => {
    await renderKey(
      {},
      { key: { encryptionKeyArn: targetKeyArn(1), newKeyAlias: 'alias/a' } },
    );
    expect(await screen.findByText(/Two keys are given/)).toBeVisible();
    await refused();
  });
});
