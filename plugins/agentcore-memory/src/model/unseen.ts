import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { describeNotInCatalog } from './labels';

/**
 * Why what the catalog shows may not be everything, as a sentence to put after one that says that all is well;
 * `undefined` where every scope was read and the catalog lacks nothing.
 */
export function describeUnseen(
  t: Translate,
  {
    scopes,
    failed,
    notInCatalog,
  }: Pick<ScanSummary, 'scopes' | 'failed' | 'notInCatalog'>,
): string | undefined {
  if (scopes === 0) return t('scorecard.unseen.noScan');
  const parts = [
    ...(failed > 0
      ? [t('scorecard.scopesUnread', { count: scopes, failed: String(failed) })]
      : []),
    ...(notInCatalog > 0 ? [describeNotInCatalog(t, notInCatalog)] : []),
  ];
  return parts.length > 0
    ? t('scorecard.unseen.what', { what: parts.join(', ') })
    : undefined;
}
