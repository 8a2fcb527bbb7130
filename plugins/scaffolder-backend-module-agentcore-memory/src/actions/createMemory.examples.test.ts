import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { known } from 'backstage-plugin-agentcore-memory-common';
import { parse } from 'yaml';
import { createCreateMemoryAction } from './createMemory';
import { examples } from './createMemory.examples';

const nothingThere = async (): Promise<never> => {
  throw new Error('There is none');
};

describe('agentcore-memory:create examples', () => {
  it.each(examples.map(e => [e.description, e.example]))(
    'run: %s',
    async (_, example) => {
      const [{ action: id, input }] = parse(example).steps;
      const create = jest.fn(async () => ({
        arn: 'arn:aws:bedrock-agentcore:eu-central-1:111122223333:memory/x-a1B2c3D4e5',
        memoryId: 'x-a1B2c3D4e5',
      }));
      const action = createCreateMemoryAction({
        inventory: {
          listMemories: async () => ({ memories: [], notUnderstood: [] }),
          readMemory: nothingThere,
          findMemory: async () => undefined,
          createKeyReader: () => ({
            read: async arn => ({
              arn,
              metadata: known({
                arn,
                keyId: 'x',
                accountId: input.accountId,
                region: input.region,
                manager: 'CUSTOMER',
                state: 'Enabled',
                usage: 'ENCRYPT_DECRYPT',
                spec: 'SYMMETRIC_DEFAULT',
                origin: 'AWS_KMS',
                multiRegion: false,
              }),
              rotation: { state: 'absent' },
              policy: { state: 'absent' },
              aliases: known([]),
              place: { accountId: input.accountId, region: input.region },
              own: true,
              askedAt: '2026-11-24T09:00:00.000Z',
            }),
          }),
          readDetails: nothingThere,
          readTags: nothingThere,
          listAccounts: nothingThere,
        },
        writer: {
          create,
          read: async () => ({
            status: 'ACTIVE',
            strategies: [],
            hasStreams: false,
          }),
        },
        events: mockServices.events.mock(),
        auth: mockServices.auth(),
        catalog: { getEntityByRef: jest.fn().mockResolvedValue({}) },
      });
      expect(id).toBe(action.id);
      await action.handler({
        ...createMockActionContext({ input }),
        task: { id: 'task' },
      });
      expect(create).toHaveBeenCalledWith(
        { accountId: input.accountId, region: input.region },
        expect.objectContaining({
          name: input.name,
          tags: { owner: input.owner },
          clientToken: expect.stringMatching(/^[0-9a-f]{64}$/),
        }),
        expect.anything(),
      );
    },
  );
});
