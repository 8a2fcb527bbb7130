import { useParams } from 'react-router-dom';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Content, Header, Page } from '@backstage/core-components';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  EntityAgentCoreMemoryCard,
  EntityAgentCoreMemoryKeyCard,
  EntityAgentCoreMemoryTeamCard,
  EntityAgentCoreMemoryTeamContent,
  isAgentCoreMemory,
  isAgentCoreMemoryKey,
} from '../src';
import { ENTITIES } from './entities';

function EntityContent({ entity }: { entity: Entity }) {
  if (isAgentCoreMemory(entity)) return <EntityAgentCoreMemoryCard />;
  if (isAgentCoreMemoryKey(entity)) return <EntityAgentCoreMemoryKeyCard />;
  if (entity.kind !== 'Group') return null;
  return (
    <>
      <EntityAgentCoreMemoryTeamCard />
      <EntityAgentCoreMemoryTeamContent />
    </>
  );
}

/** The page of an entity of the dev app, with the cards that are for it. */
export function DevEntityPage() {
  const { kind, namespace, name } = useParams();
  const entity = ENTITIES.find(
    each => stringifyEntityRef(each) === `${kind}:${namespace}/${name}`,
  );
  return (
    <Page themeId="tool">
      <Header title={entity?.metadata.title ?? name} />
      <Content>
        {entity && (
          <EntityProvider entity={entity}>
            <EntityContent entity={entity} />
          </EntityProvider>
        )}
      </Content>
    </Page>
  );
}
