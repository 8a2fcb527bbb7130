import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryWaiverReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Notice } from '../layout/Notice';
import { Waivers } from './Waivers';

/** The Waivers tab: exceptions that were asked for, for those who may know. */
export function WaiversTab() {
  const t = useTranslate();
  const { allowed, loading } = usePermission({
    permission: agentCoreMemoryWaiverReadPermission,
  });
  if (loading) return <Progress />;
  if (allowed) return <Waivers />;
  return (
    <Notice severity="info" title={t('waivers.denied.title')}>
      <Typography variant="body2">
        {t('waivers.denied.why', {
          permission: agentCoreMemoryWaiverReadPermission.name,
        })}
      </Typography>
    </Notice>
  );
}
