import Typography from '@material-ui/core/Typography';
import { ScanSummary } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeNotInCatalog } from '../../model/labels';
import { Notice } from '../layout/Notice';
import { CoverageLink } from './CoverageLink';

/** Warns of memories that AWS has and the catalog does not show; nothing if there are none. */
export function NotInCatalog({
  scans: { notInCatalog },
}: {
  scans: Pick<ScanSummary, 'notInCatalog'>;
}) {
  const t = useTranslate();
  if (notInCatalog === 0) return null;
  return (
    <Notice severity="warning" title={describeNotInCatalog(t, notInCatalog)}>
      <Typography variant="body2">{t('scorecard.notInCatalog')}</Typography>
      <CoverageLink />
    </Notice>
  );
}
