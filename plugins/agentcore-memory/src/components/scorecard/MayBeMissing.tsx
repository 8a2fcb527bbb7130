import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { pluralizeScopes } from '../../model/labels';
import { Notice } from '../layout/Notice';
import { CoverageLink } from './CoverageLink';
import { NotInCatalog } from './NotInCatalog';

/** Says in a line that memories may be missing, as not every scope could be read; nothing if all could. */
export function MayBeMissing({ scans }: { scans: ScanSummary }) {
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
