import { Service } from '../http/operation';
import { lookupEvents } from './lookupEvents';

/** The operation of CloudTrail that reads the event history. */
export const cloudtrailService: Service = {
  operations: { LookupEvents: lookupEvents },
  pageTokens: { LookupEvents: 'NextToken' },
  resourcesOf: ({ input }) => {
    const attributes = Array.isArray(input.LookupAttributes)
      ? input.LookupAttributes
      : [];
    return attributes
      .map(attribute => attribute?.AttributeValue)
      .filter((value): value is string => typeof value === 'string');
  },
};
