import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryWaiverReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { Notice } from '../layout/Notice';
import { Waivers } from './Waivers';

/** The Waivers tab: exceptions that were asked for, for those who may know. */
export function WaiversTab() {
  const { allowed, loading } = usePermission({
    permission: agentCoreMemoryWaiverReadPermission,
  });
  if (loading) return <Progress />;
  if (allowed) return <Waivers />;
  return (
    <Notice severity="info" title="You may not read waivers">
      <Typography variant="body2">
        They need the permission {agentCoreMemoryWaiverReadPermission.name}. How
        many memories have one is said beside the scores.
      </Typography>
    </Notice>
  );
}
