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
        Memories that AWS has and the catalog does not show count as not
        covered. Their owners are not known, so no score counts them.
      </Typography>
      <CoverageLink />
    </Notice>
  );
}
