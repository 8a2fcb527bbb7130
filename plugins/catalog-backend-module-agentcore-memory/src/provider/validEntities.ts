import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';

const fieldFormats = new FieldFormatEntityPolicy();

/**
 * The entities that the catalog will accept. It refuses a whole mutation for one malformed entity, so each
 * is checked alone and a bad one is reported; the rest goes on.
 */
export async function validEntities(
  entities: Entity[],
  logger: LoggerService,
): Promise<Entity[]> {
  const valid: Entity[] = [];
  for (const entity of entities) {
    try {
      await fieldFormats.enforce(entity);
      await resourceEntityV1alpha1Validator.check(entity);
      valid.push(entity);
    } catch (error) {
      logger.error(
        `Not written, as it is no valid entity: ${stringifyEntityRef(entity)}`,
        toError(error),
      );
    }
  }
  return valid;
}
