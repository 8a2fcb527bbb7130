import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from '../layout/Notice';
import { CoverageLink } from './CoverageLink';
import { NotInCatalog } from './NotInCatalog';

/** Says in a line that memories may be missing, as not every scope was read; nothing if all were. */
export function MayBeMissing({ scans }: { scans: ScanSummary }) {
  const t = useTranslate();
  if (scans.scopes === 0) {
    return <Notice severity="info" title={t('scorecard.missing.noScan')} />;
  }
  return (
    <>
      {scans.failed > 0 && (
        <Notice
          severity="warning"
          title={t('scorecard.missing.failed', {
            count: scans.scopes,
            failed: String(scans.failed),
          })}
        >
          <CoverageLink />
        </Notice>
      )}
      <NotInCatalog scans={scans} />
    </>
  );
}
