import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { describeNotInCatalog, pluralizeScopes } from './labels';

/**
 * Why what the catalog shows may not be everything, as a sentence to put after one that says that all is well;
 * `undefined` where every scope was read and the catalog lacks nothing.
 */
export function describeUnseen({
  scopes,
  failed,
  notInCatalog,
}: Pick<ScanSummary, 'scopes' | 'failed' | 'notInCatalog'>):
  | string
  | undefined {
  if (scopes === 0) return 'No scan has reported yet: memories may be missing.';
  const parts = [
    ...(failed > 0
      ? [`${failed} of ${pluralizeScopes(scopes)} could not be read`]
      : []),
    ...(notInCatalog > 0 ? [describeNotInCatalog(notInCatalog)] : []),
  ];
  return parts.length > 0
    ? `Memories may be missing: ${parts.join(', ')}.`
    : undefined;
}
