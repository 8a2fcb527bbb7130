import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Reading scorecards: how many memories of which team have which verdict. Single memories are catalog
 * entities and follow the catalog's own permissions.
 *
 * @public
 */
export const agentCoreMemoryScorecardReadPermission = createPermission({
  name: 'agentcore-memory.scorecard.read',
  attributes: { action: 'read' },
});

/** Asking for a scan now: it makes calls to AWS that others have to wait for. @public */
export const agentCoreMemoryScanCreatePermission = createPermission({
  name: 'agentcore-memory.scan.create',
  attributes: { action: 'create' },
});

/** All permissions of the AgentCore memory plugins. @public */
export const agentCoreMemoryPermissions = [
  agentCoreMemoryScorecardReadPermission,
  agentCoreMemoryScanCreatePermission,
];
