import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from '../layout/Notice';
import { Scopes } from './Scopes';

/** The Coverage tab: how each scope was read, for those who may know. */
export function CoverageTab() {
  const t = useTranslate();
  const { allowed, loading } = usePermission({
    permission: agentCoreMemoryScanReadPermission,
  });
  if (loading) return <Progress />;
  if (allowed) return <Scopes />;
  return (
    <Notice severity="info" title={t('coverage.denied.title')}>
      <Typography variant="body2">
        {t('coverage.denied.why', {
          permission: agentCoreMemoryScanReadPermission.name,
        })}
      </Typography>
    </Notice>
  );
}
