import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { readKeyEntity } from 'backstage-plugin-agentcore-memory-common';
import {
  componentOn,
  keyEntity,
  KeyFixture,
  memoryUnder,
} from '../../__testUtils__/keys';
import { registered } from '../../__testUtils__/memories';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { BlastRadiusView } from './BlastRadiusView';

const KEY: KeyFixture = { n: 1, alias: 'alias/vault' };
const entity = readKeyEntity(keyEntity(KEY))!;
const memories = Array.from({ length: 7 }, (_, n) =>
  memoryUnder(KEY, { name: `m${n}` }),
);

const show = (catalogApi: CatalogApi, key = entity) =>
  renderWithApis(<BlastRadiusView keyEntity={key} />, { catalogApi });
const lost = () => screen.findByRole('region', { name: 'If this key goes' });

describe('BlastRadiusView', () => {
  it('says that nothing depends on the key', async () => {
    await show(catalogApiMock({ entities: [keyEntity(KEY)] }));
    expect(await lost()).toHaveTextContent(
      'You see no memory that depends on it.',
    );
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('puts memories without an owner last and folds long lists', async () => {
    const orphan = memoryUnder(KEY, {
      name: 'orphan',
      owner: 'group:default/unowned',
      annotations: { 'agentcore-memory/owner-source': 'none' },
    });
    await show(catalogApiMock({ entities: [orphan, ...memories] }));
    const [payments, none] = within(await lost()).getAllByRole('listitem');
    expect(payments).toHaveTextContent(
      'payments: 7 memoriesm0, m1, m2, m3, m4and 2 more',
    );
    expect(none).toHaveTextContent('Memories without an owner: 1 memory');
    await userEvent.click(screen.getByRole('button', { name: 'and 2 more' }));
    expect(payments).toHaveTextContent('m4, m5, m6');
  });

  it('asks what depends on the memories in a body, and for no forged memory', async () => {
    const real = catalogApiMock({
      entities: [memories[0], registered(memories[1])],
    });
    const queryEntities = jest.spyOn(real, 'queryEntities');
    await show(real);
    expect(await lost()).toHaveTextContent('1 memory of 1 owner');
    expect(queryEntities).toHaveBeenCalledTimes(2);
    expect(queryEntities.mock.calls[1][0]).toMatchObject({
      query: {
        'relations.dependsOn': { $in: [stringifyEntityRef(memories[0])] },
      },
    });
  });

  it('says of a key that does not exist any more that its memories are lost', async () => {
    const details = { state: 'missing', reason: 'NotFound' } as const;
    await show(catalogApiMock({ entities: [memories[0]] }), {
      ...entity,
      details,
    });
    expect(
      await screen.findByRole('region', { name: 'Lost with this key' }),
    ).toHaveTextContent("1 memory of 1 owner can't be read any more.");
  });

  it('says what it left out', async () => {
    const agent = componentOn('agent', 'group:default/checkout', [
      stringifyEntityRef(memories[0]),
    ]);
    await show(
      catalogApiMock.mock({
        queryEntities: jest
          .fn()
          .mockResolvedValueOnce({ items: memories, totalItems: 812 })
          .mockResolvedValue({ items: [agent], totalItems: 3 }),
      }),
    );
    expect(await lost()).toHaveTextContent(
      "812 memories can't be read any more, and 3 components and other entities lose their memory.",
    );
    expect(await lost()).toHaveTextContent(
      'Only the first 7 memories are looked at: there may be more owners, and more that depends on the others. Only the first 1 that depend on them are listed.',
    );
  });
});
