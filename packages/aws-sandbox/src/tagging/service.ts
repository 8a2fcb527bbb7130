import { Service } from '../http/operation';
import { getResources } from './getResources';

/** The operation of the Resource Groups Tagging API that reads tags. */
export const taggingService: Service = {
  operations: { GetResources: getResources },
  pageTokens: { GetResources: 'PaginationToken' },
  resourcesOf: () => [],
};
