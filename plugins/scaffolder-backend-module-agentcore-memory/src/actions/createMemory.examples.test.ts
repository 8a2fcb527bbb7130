import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { parse } from 'yaml';
import { CreationWorld, place } from '../__testUtils__/CreationWorld';
import { examples } from './createMemory.examples';

describe('agentcore-memory:create examples', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
  });

  afterEach(() => world.stop());

  it.each(examples.map(e => [e.description, e.example]))(
    'run: %s',
    async (_, example) => {
      const [{ action, input }] = parse(example).steps;
      expect(action).toBe('agentcore-memory:create');
      world.memberships = [input.owner];
      world.catalogRead = { result: AuthorizeResult.ALLOW };
      world.provider = {
        accounts: [input.accountId],
        regions: [input.region],
        ownerTags: ['owner'],
      };
      expect(input.accountId).toBe(place.accountId);
      world.sandbox.state.createKey({
        ...place,
        region: input.region,
        keyId: input.encryptionKeyArn.split('/')[1],
        rotationEnabled: true,
      });
      expect(await world.run(input)).toMatchObject({ verdict: 'compliant' });
      const memories = world.sandbox.state.store({
        ...place,
        region: input.region,
      }).memories;
      expect([...memories.values()]).toMatchObject([
        {
          name: input.name,
          tags: {
            ...(input.tags && { CostCenter: 'CC-1234' }),
            owner: input.owner,
          },
        },
      ]);
    },
  );
});
