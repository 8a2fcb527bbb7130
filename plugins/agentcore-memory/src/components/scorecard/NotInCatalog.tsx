import Typography from '@material-ui/core/Typography';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { describeNotInCatalog } from '../../model/labels';
import { Notice } from '../layout/Notice';
import { CoverageLink } from './CoverageLink';

/** Warns of memories that AWS has and the catalog does not show; nothing if there are none. */
export function NotInCatalog({
  scans: { notInCatalog },
}: {
  scans: Pick<ScanSummary, 'notInCatalog'>;
}) {
  if (notInCatalog === 0) return null;
  return (
    <Notice severity="warning" title={describeNotInCatalog(notInCatalog)}>
      <Typography variant="body2">
        AWS has them, but the catalog does not show them. Their owners are not
        known: no score counts them, and the coverage of all teams counts them
        as not covered.
      </Typography>
      <CoverageLink />
    </Notice>
  );
}
