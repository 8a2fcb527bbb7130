import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { pluralizeScopes } from '../../model/labels';
import { Notice } from '../layout/Notice';
import { CoverageLink } from './CoverageLink';
import { NotInCatalog } from './NotInCatalog';

/** Says in a line that memories may be missing, as not every scope was read; nothing if all were. */
export function MayBeMissing({ scans }: { scans: ScanSummary }) {
  if (scans.scopes === 0) {
    return (
      <Notice
        severity="info"
        title="No scan has reported yet: memories may be missing here."
      />
    );
  }
  return (
    <>
      {scans.failed > 0 && (
        <Notice
          severity="warning"
          title={`Memories may be missing here: ${
            scans.failed
          } of ${pluralizeScopes(scans.scopes)} could not be read.`}
        >
          <CoverageLink />
        </Notice>
      )}
      <NotInCatalog scans={scans} />
    </>
  );
}
