import Typography from '@material-ui/core/Typography';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { pluralizeScopes } from '../../model/labels';
import { FailedScopes } from './FailedScopes';
import { NotInCatalog } from './NotInCatalog';
import { Notice } from '../layout/Notice';

/** Says which scopes could not be read and how many memories the catalog lacks; nothing if all is well. */
export function PartialBanner({ scans }: { scans: ScanSummary }) {
  if (scans.scopes === 0) {
    return (
      <Notice severity="info" title="No scan has reported yet.">
        <Typography variant="body2">
          Below is what the catalog holds; whether it is everything is not
          known.
        </Typography>
      </Notice>
    );
  }
  return (
    <>
      <FailedScopes
        scans={scans}
        title={`${scans.failed} of ${pluralizeScopes(
          scans.scopes,
        )} could not be read`}
      />
      <NotInCatalog scans={scans} />
    </>
  );
}
