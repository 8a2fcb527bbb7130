import { z } from 'zod';
import { ExportFilter } from '../export/ExportService';
import { entityRef, flag, memoryFilters, owner } from './fields';
import { parseAs } from './parseAs';

const query = z.strictObject({
  format: z.enum(['csv', 'json'], 'must be csv or json'),
  owner: z
    .union(
      [
        z.enum(['unowned', 'owner-not-found']),
        z.string().regex(/^claim:.{1,200}$/s),
        owner,
      ],
      'must be a group or user, unowned, owner-not-found, or claim: and the text of an owner tag',
    )
    .optional(),
  rollup: flag.optional(),
  key: entityRef.optional(),
  q: z.string().min(1).max(1000).optional(),
  ...memoryFilters,
});

/** Reads the query of `GET /v1/export`. Throws `InputError` naming the parameter that is wrong. */
export function parseExportQuery(input: unknown): {
  format: 'csv' | 'json';
  filter: ExportFilter;
} {
  const { format, ...filter } = parseAs(query, input, 'query');
  return { format, filter };
}
