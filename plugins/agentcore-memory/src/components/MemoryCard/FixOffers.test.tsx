import { screen, within } from '@testing-library/react';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { known } from 'backstage-plugin-agentcore-memory-common';
import { KeyFixture, keyEntity, memoryUnder } from '../../__testUtils__/keys';
import { memoryEntity } from '../../__testUtils__/memories';
import { renderWithApis } from '../../__testUtils__/renderWithApis';
import { MemoryCard } from './MemoryCard';

const TEMPLATE: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'replace-agentcore-memory', namespace: 'default' },
  spec: {},
};
const OPEN = memoryEntity({
  name: 'notes',
  outcomes: { 'customer-managed-key': 'fail' },
});
const OFFER = 'Replace it and move its data';

function renderCard(
  entity: Entity,
  others: Entity[],
  options: Parameters<typeof renderWithApis>[1] = { withTemplates: true },
) {
  return renderWithApis(
    <EntityProvider entity={entity}>
      <MemoryCard />
    </EntityProvider>,
    {
      catalogApi: catalogApiMock({ entities: [entity, ...others] }),
      ...options,
    },
  );
}

/** The same entity, as a harness has made the memory. */
function managed(entity: Entity, arn: string): Entity {
  const block = entity.spec?.agentCoreMemory as object;
  return {
    ...entity,
    spec: {
      ...entity.spec,
      agentCoreMemory: { ...block, managedBy: known(arn) },
    },
  };
}

describe('what a finding offers', () => {
  it('fills the template in for this memory', async () => {
    await renderCard(OPEN, [TEMPLATE]);
    const main = await screen.findByRole('button', { name: OFFER });
    const inFinding = screen.getByRole('link', { name: OFFER });
    const href = new URL(main.getAttribute('href')!, 'http://portal');
    expect(href.pathname).toBe(
      '/create/templates/default/replace-agentcore-memory',
    );
    expect(JSON.parse(href.searchParams.get('formData')!)).toEqual({
      memory: {
        memoryArn: OPEN.metadata.annotations!['amazonaws.com/arn'],
        owner: 'group:default/payments',
      },
      name: 'notes_cmk',
    });
    expect(inFinding.getAttribute('href')).toBe(main.getAttribute('href'));
    expect(screen.getByText(/gets all that this one remembers/)).toBeVisible();
    expect(screen.getByRole('tab', { name: 'AWS CLI' })).toBeVisible();
  });

  it('retires a memory that was replaced, and does not replace it again', async () => {
    const replaced = memoryEntity({
      name: 'notes',
      outcomes: { 'customer-managed-key': 'fail' },
      annotations: {
        'agentcore-memory/replaced-by':
          'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/notes_cmk-a1B2c3D4e5',
      },
    });
    const retire = {
      ...TEMPLATE,
      metadata: { name: 'retire-agentcore-memory', namespace: 'default' },
    };
    await renderCard(replaced, [TEMPLATE, retire]);
    const button = await screen.findByRole('button', { name: 'Retire it' });
    const href = new URL(button.getAttribute('href')!, 'http://portal');
    expect(href.pathname).toBe(
      '/create/templates/default/retire-agentcore-memory',
    );
    expect(JSON.parse(href.searchParams.get('formData')!)).toEqual({
      memory: {
        memoryArn: replaced.metadata.annotations!['amazonaws.com/arn'],
        owner: 'group:default/payments',
      },
    });
    expect(screen.queryByRole('link', { name: OFFER })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'AWS CLI' })).toBeNull();
  });

  it.each([
    ['the catalog has no such template', [], { withTemplates: true }],
    ['the app has no scaffolder', [TEMPLATE], { withTemplates: false }],
  ])('offers the commands alone where %s', async (_, others, options) => {
    await renderCard(OPEN, others, options);
    expect(
      await screen.findByRole('button', { name: 'Show how to fix it' }),
    ).toBeVisible();
    expect(screen.getByRole('tab', { name: 'AWS CLI' })).toBeVisible();
    expect(
      screen.queryByRole('button', { name: OFFER }),
    ).not.toBeInTheDocument();
  });

  it('sends the reader to what manages the memory, and offers no replacement', async () => {
    const arn = 'arn:aws:bedrock-agentcore:eu-central-1:111122223333:harness/h';
    await renderCard(managed(OPEN, arn), [TEMPLATE]);
    expect(await screen.findByText(/^Ask those who run/)).toHaveTextContent(
      `Ask those who run ${arn}: the memory is managed by it`,
    );
    expect(screen.getByRole('region', { name: 'Verdict' })).toHaveTextContent(
      'Another resource manages this memory: change it there.',
    );
    expect(
      screen.queryByRole('button', { name: OFFER }),
    ).not.toBeInTheDocument();
  });

  it('names the owner of a key in another account', async () => {
    const shared: KeyFixture = {
      n: 1,
      alias: 'alias/shared',
      accountId: '999900001111',
      state: 'Disabled',
    };
    await renderCard(
      memoryUnder(shared, { name: 'a', outcomes: { 'key-usable': 'fail' } }),
      [keyEntity(shared)],
    );
    const hint = await screen.findByText(
      /^The key is in account 999900001111\. Ask/,
    );
    expect(
      within(hint).getByRole('link', { name: 'platform' }),
    ).toHaveAttribute('href', '/catalog/default/group/platform');
    expect(screen.getByRole('region', { name: 'Verdict' })).toHaveTextContent(
      "The key is in account 999900001111, which is not the memory's: ask its owner.",
    );
  });
});
