import { mockServices } from '@backstage/backend-test-utils';
import { validEntities } from './validEntities';

describe('validEntities', () => {
  it('leaves out and reports a bad entity, and keeps the rest', async () => {
    const entity = (name: string, type: unknown = 'agentcore-memory') => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name },
      spec: { type: type as string, owner: 'group:default/a' },
    });
    const logger = mockServices.logger.mock();
    const good = entity('good');
    const valid = await validEntities(
      [entity('not valid'), good, entity('untyped', 7)],
      logger,
    );
    expect(valid).toEqual([good]);
    expect(logger.error).toHaveBeenCalledTimes(2);
  });
});
