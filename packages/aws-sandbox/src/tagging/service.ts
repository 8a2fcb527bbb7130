import { Service } from '../http/operation';
import { getResources } from './getResources';

/** The Resource Groups Tagging API, as far as reading tags goes. */
export const taggingService: Service = {
  operations: { GetResources: getResources },
  pageTokens: { GetResources: 'PaginationToken' },
  resourcesOf: () => [],
};
