import Typography from '@material-ui/core/Typography';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { useCoverageLink } from '../../hooks/usePageLinks';
import { useTranslate } from '../../hooks/useTranslate';
import { TextLink } from '../layout/TextLink';

/** A link to the Coverage tab; nothing where the page is not mounted, or for a reader who may not read scans. */
export function CoverageLink() {
  const t = useTranslate();
  const coverage = useCoverageLink();
  const { allowed } = usePermission({
    permission: agentCoreMemoryScanReadPermission,
  });
  return coverage === undefined || !allowed ? null : (
    <Typography variant="body2">
      <TextLink href={coverage}>{t('scorecard.coverageLink')}</TextLink>
    </Typography>
  );
}
