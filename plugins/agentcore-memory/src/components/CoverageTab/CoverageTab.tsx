import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import { agentCoreMemoryScanReadPermission } from 'backstage-plugin-agentcore-memory-common';
import { Notice } from '../layout/Notice';
import { Scopes } from './Scopes';

/** The Coverage tab: how each scope was read, for those who may know. */
export function CoverageTab() {
  const { allowed, loading } = usePermission({
    permission: agentCoreMemoryScanReadPermission,
  });
  if (loading) return <Progress />;
  if (allowed) return <Scopes />;
  return (
    <Notice severity="info" title="You may not read how scans went">
      <Typography variant="body2">
        Scopes with their accounts and regions need the permission{' '}
        {agentCoreMemoryScanReadPermission.name}. How many could not be read is
        said beside the scorecards.
      </Typography>
    </Notice>
  );
}
