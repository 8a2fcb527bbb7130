import { useState } from 'react';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  KeyFacts,
  KeyMetadata,
  OUR_ENTITIES_QUERY,
} from 'backstage-plugin-agentcore-memory-common';
import { expectAccessible } from '../../__testUtils__/expectAccessible';
import { KEY, keyAndMemory } from '../../__testUtils__/facts';
import { KEY_ACTIVITY } from '../../__testUtils__/keyActivity';
import { registered } from '../../__testUtils__/memories';
import {
  fakeApi,
  renderWithApis,
  setVisibility,
} from '../../__testUtils__/renderWithApis';
import { KeyCard } from './KeyCard';

const denied = { state: 'denied', reason: 'kms:X: AccessDenied' } as const;

function renderCard(
  key?: KeyFacts,
  options: Parameters<typeof renderWithApis>[1] = {},
) {
  const entities = keyAndMemory(key);
  return renderWithApis(
    <EntityProvider entity={entities.key}>
      <KeyCard />
    </EntityProvider>,
    {
      catalogApi: catalogApiMock({
        entities: [entities.key, entities.memory],
      }),
      ...options,
    },
  );
}

describe('KeyCard', () => {
  it('shows the key, what is lost if it goes, and who can use it', async () => {
    await renderCard();
    const lost = await screen.findByRole('region', {
      name: 'If this key goes',
    });
    expect(lost).toHaveTextContent(
      "1 memory of 1 owner can't be read any more.",
    );
    expect(within(lost).getByRole('listitem')).toHaveTextContent(
      'payments: 1 memory',
    );
    expect(within(lost).getByRole('link', { name: 'support' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/catalog\/default/),
    );
    expect(lost).toHaveTextContent(
      'Nothing that you may see says that it depends on them.',
    );

    await expectAccessible();
    expect(screen.getByText('Disabled')).toBeVisible();
    expect(screen.getByText('Every 365 days')).toBeVisible();
    expect(screen.getByText('2027-02-01')).toBeVisible();
    expect(screen.getByText('alias/support')).toBeVisible();
    const [account, partner] = within(
      screen.getByRole('region', { name: 'Who can use this key' }),
    ).getAllByRole('listitem');
    expect(account).toHaveTextContent('Allowsaccount 111122223333: everything');
    expect(partner).toHaveTextContent(
      'account 444455556666: Decrypt and DescribeKey, where kms:ViaService is s3.eu-central-1.amazonaws.com',
    );
  });

  it('asks about each key by itself who used it', async () => {
    const first = keyAndMemory().key;
    const second = {
      ...first,
      metadata: { ...first.metadata, name: 'another-key' },
    };
    const card = (entity: typeof first) => (
      <EntityProvider entity={entity}>
        <KeyCard />
      </EntityProvider>
    );
    function Switch() {
      const [entity, setEntity] = useState(first);
      return (
        <>
          <button onClick={() => setEntity(second)}>Next key</button>
          {card(entity)}
        </>
      );
    }
    const getKeyActivity = jest.fn(async () => KEY_ACTIVITY);
    await renderWithApis(<Switch />, {
      api: fakeApi({ getKeyActivity }),
      catalogApi: catalogApiMock({ entities: [first, second] }),
    });
    const button = { name: 'Show who used it: alias/support' };
    await userEvent.click(await screen.findByRole('button', button));
    expect(await screen.findByText(/^Last used/)).toBeVisible();
    await userEvent.click(screen.getByText('Next key'));
    expect(screen.queryByText(/^Last used/)).not.toBeInTheDocument();
    expect(getKeyActivity).toHaveBeenCalledTimes(1);
  });

  it('says what could not be read, and never that the key is unused', async () => {
    await renderCard({
      ...KEY,
      metadata: denied,
      rotation: denied,
      policy: denied,
      aliases: denied,
    });
    await screen.findByRole('region', { name: 'If this key goes' });
    expect(screen.getByText('Unknown')).toBeVisible();
    // Once for the facts, once for the policy.
    expect(
      screen.getAllByText('AWS denied reading it (kms:X: AccessDenied)'),
    ).toHaveLength(2);
    expect(screen.queryByText('Rotation')).not.toBeInTheDocument();
  });

  it('says that the facts are stale, or that this is not known', async () => {
    const getFreshness = async (stale: string[]) => ({
      stale,
      staleBefore: '2026-11-22T14:05:00Z',
    });
    const { unmount } = await renderCard(KEY, {
      api: fakeApi({ getFreshness }),
    });
    expect(await screen.findByText('Stale: last state')).toBeVisible();
    unmount();
    const fail = async () => {
      throw new Error('the backend is down');
    };
    await renderCard(KEY, { api: fakeApi({ getFreshness: fail }) });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Could not ask whether this is fresh.*the backend is down/,
    );
  });

  it('says of a key that does not exist that its memories are lost', async () => {
    const missing = { state: 'missing', reason: 'kms:X: NotFound' } as const;
    await renderCard({
      ...KEY,
      metadata: missing,
      rotation: missing,
      policy: missing,
      aliases: missing,
    });
    expect(await screen.findByText('Missing')).toBeVisible();
    expect(
      await screen.findByRole('region', { name: 'Lost with this key' }),
    ).toBeVisible();
  });

  it('shows nothing of an entity that was registered by hand', async () => {
    const key = registered(keyAndMemory().key);
    await renderWithApis(
      <EntityProvider entity={key}>
        <KeyCard />
      </EntityProvider>,
      { catalogApi: catalogApiMock({ entities: [key] }) },
    );
    expect(await screen.findByText(/did not write this entity/)).toBeVisible();
    expect(screen.queryByText('Disabled')).not.toBeInTheDocument();
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });

  it('shows and counts no memory that was registered by hand', async () => {
    const { key, memory } = keyAndMemory();
    const catalogApi = catalogApiMock({ entities: [key, registered(memory)] });
    const queryEntities = jest.spyOn(catalogApi, 'queryEntities');
    await renderWithApis(
      <EntityProvider entity={key}>
        <KeyCard />
      </EntityProvider>,
      { catalogApi },
    );
    expect(
      await screen.findByText('You see no memory that depends on it.'),
    ).toBeVisible();
    expect(queryEntities).toHaveBeenCalledWith(
      expect.objectContaining({
        query: { $all: expect.arrayContaining([OUR_ENTITIES_QUERY]) },
      }),
    );
  });

  it('says that the portal does not publish key policies', async () => {
    const { key } = keyAndMemory();
    const { policy, ...rest } = key.spec?.agentCoreMemory as Record<
      string,
      never
    >;
    expect(policy).toBeDefined();
    const entity = { ...key, spec: { ...key.spec, agentCoreMemory: rest } };
    await renderWithApis(
      <EntityProvider entity={entity}>
        <KeyCard />
      </EntityProvider>,
      { catalogApi: catalogApiMock({ entities: [entity] }) },
    );
    expect(await screen.findByText('Disabled')).toBeVisible();
    expect(
      screen.getByRole('region', { name: 'Who can use this key' }),
    ).toHaveTextContent('this portal does not publish what key policies say');
  });

  it('says that a policy is not understood', async () => {
    await renderCard({ ...KEY, policy: { state: 'known', value: '{' } });
    expect(
      await screen.findByText(
        'The key policy is not understood: it is not JSON.',
      ),
    ).toBeVisible();
  });

  it('shows what happened to the key without a reload', async () => {
    const { key } = keyAndMemory();
    const enabled = keyAndMemory({
      ...KEY,
      metadata: {
        state: 'known',
        value: {
          ...(KEY.metadata as { value: KeyMetadata }).value,
          state: 'Enabled',
        },
      },
    });
    const getEntityByRef = jest
      .fn()
      .mockResolvedValueOnce(key)
      .mockResolvedValue(enabled.key);
    const { queryEntities } = catalogApiMock();
    await renderWithApis(
      <EntityProvider entity={key}>
        <KeyCard />
      </EntityProvider>,
      { catalogApi: catalogApiMock.mock({ getEntityByRef, queryEntities }) },
    );
    expect(await screen.findByText('Disabled')).toBeVisible();
    act(() => setVisibility('visible'));
    expect(await screen.findByText('Enabled')).toBeVisible();
  });

  it('shows why what depends on the key could not be loaded, not an empty list', async () => {
    const { key } = keyAndMemory();
    const queryEntities = jest
      .fn()
      .mockRejectedValueOnce(new Error('the catalog is down'))
      .mockResolvedValue({ items: [], totalItems: 0, pageInfo: {} });
    await renderWithApis(
      <EntityProvider entity={key}>
        <KeyCard />
      </EntityProvider>,
      {
        catalogApi: catalogApiMock.mock({
          queryEntities,
          getEntityByRef: async () => key,
        }),
      },
    );
    expect(await screen.findByText(/could not be loaded/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('You see no memory that depends on it.'),
    ).toBeVisible();
  });
});
