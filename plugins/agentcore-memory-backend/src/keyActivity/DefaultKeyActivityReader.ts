import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { readKeyEntity } from 'backstage-plugin-agentcore-memory-common';
import { KeyActivityService } from 'backstage-plugin-agentcore-memory-node';
import { ServiceOptions } from '../authorize';
import { KeyActivityReader } from './KeyActivityReader';

/** `KeyActivityReader` of the keys that the catalog shows the caller. */
export class DefaultKeyActivityReader implements KeyActivityReader {
  readonly #catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly #activity: KeyActivityService;

  constructor(options: {
    catalog: Pick<CatalogService, 'getEntityByRef'>;
    activity: KeyActivityService;
  }) {
    this.#catalog = options.catalog;
    this.#activity = options.activity;
  }

  async getActivity(
    keyRef: string,
    { credentials, signal }: ServiceOptions & { signal: AbortSignal },
  ) {
    const entity = await this.#catalog.getEntityByRef(keyRef, { credentials });
    // Its ARN is in its location, which nobody but the provider can write.
    const key = entity && readKeyEntity(entity);
    if (!key) throw new NotFoundError(`There is no KMS key ${keyRef}`);
    return this.#activity.read(key.arn, { signal });
  }
}
