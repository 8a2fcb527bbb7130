import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { Transformers } from './transformers';
import { clashingField } from './clashingField';
import { EntitySource, transformEntity } from './transformEntity';

const fieldFormats = new FieldFormatEntityPolicy();

async function check(entity: Entity): Promise<Entity> {
  await fieldFormats.enforce(entity);
  await resourceEntityV1alpha1Validator.check(entity);
  return entity;
}

/** Throws a `TypeError` where fields clash. Our own are fixed, so only what a transformer adds can do that. */
function withoutClashes(entity: Entity): Entity {
  const clash = clashingField(entity);
  if (clash) {
    throw new TypeError(`"${clash}" is there twice, in different spellings`);
  }
  return entity;
}

/**
 * The entities as they are written: transformed, and only those that the catalog will accept. It refuses a
 * whole mutation for one malformed entity, so each is checked alone and a bad one is reported; the rest goes
 * on. Where the transformer is to blame, the entity is written without it.
 */
export async function prepareEntities(
  sources: readonly EntitySource[],
  transformers: Transformers,
  logger: LoggerService,
): Promise<Entity[]> {
  const valid: Entity[] = [];
  for (const source of sources) {
    const { entity } = source;
    const ref = stringifyEntityRef(entity);
    const problem = (text: string) => (error: unknown) => {
      logger.error(`${text}: ${ref}`, toError(error));
      return undefined;
    };
    const prepared =
      (await transformEntity(source, transformers)
        .then(transformed =>
          transformed === entity
            ? undefined
            : check(withoutClashes(transformed)),
        )
        .catch(problem('Written without its transformer, which failed'))) ??
      (await check(entity).catch(
        problem('Not written, as it is no valid entity'),
      ));
    if (prepared) valid.push(prepared);
  }
  return valid;
}
