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

/**
 * Reading how scans went: scopes with their AWS account ids, when each was read, and why one could not be; which keys
 * are approved. Without it scorecards say how many scopes could not be read, and no more.
 *
 * @public
 */
export const agentCoreMemoryScanReadPermission = createPermission({
  name: 'agentcore-memory.scan.read',
  attributes: { action: 'read' },
});

/** Asking for a scan now: it makes calls to AWS that others have to wait for. @public */
export const agentCoreMemoryScanCreatePermission = createPermission({
  name: 'agentcore-memory.scan.create',
  attributes: { action: 'create' },
});

/**
 * Reading in which accounts and regions one may create memories, and which keys there are. What a key is like is told
 * as the catalog would.
 *
 * @public
 */
export const agentCoreMemoryTargetReadPermission = createPermission({
  name: 'agentcore-memory.target.read',
  attributes: { action: 'read' },
});

/**
 * What the permissions for changing things in AWS are decided on: the owner, account and region of what is changed.
 *
 * @public
 */
export const RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE = 'agentcore-memory-change';

/** Creating a memory. @public */
export const agentCoreMemoryCreatePermission = createPermission({
  name: 'agentcore-memory.memory.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE,
});

/** Creating a KMS key for memories. @public */
export const agentCoreMemoryKeyCreatePermission = createPermission({
  name: 'agentcore-memory.key.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE,
});

/** Copying a memory's data to a new memory. @public */
export const agentCoreMemoryMigratePermission = createPermission({
  name: 'agentcore-memory.memory.migrate',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE,
});

/** Deleting a memory with its data. @public */
export const agentCoreMemoryDeletePermission = createPermission({
  name: 'agentcore-memory.memory.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE,
});

/** The permissions for changing things in AWS. @public */
export const agentCoreMemoryChangePermissions = [
  agentCoreMemoryCreatePermission,
  agentCoreMemoryKeyCreatePermission,
  agentCoreMemoryMigratePermission,
  agentCoreMemoryDeletePermission,
];

/** Reading waivers, of the memories and teams that the catalog shows. @public */
export const agentCoreMemoryWaiverReadPermission = createPermission({
  name: 'agentcore-memory.waiver.read',
  attributes: { action: 'read' },
});

/**
 * What the permissions for changing waivers are decided on: the owner of what is waived, and the rule.
 *
 * @public
 */
export const RESOURCE_TYPE_AGENTCORE_MEMORY_WAIVER = 'agentcore-memory-waiver';

/** Asking for a waiver. @public */
export const agentCoreMemoryWaiverRequestPermission = createPermission({
  name: 'agentcore-memory.waiver.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_WAIVER,
});

/** Approving and rejecting waivers, but for one's own. @public */
export const agentCoreMemoryWaiverDecidePermission = createPermission({
  name: 'agentcore-memory.waiver.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_WAIVER,
});

/** Taking waivers back. @public */
export const agentCoreMemoryWaiverRevokePermission = createPermission({
  name: 'agentcore-memory.waiver.revoke',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_AGENTCORE_MEMORY_WAIVER,
});

/** The permissions for changing waivers. @public */
export const agentCoreMemoryWaiverChangePermissions = [
  agentCoreMemoryWaiverRequestPermission,
  agentCoreMemoryWaiverDecidePermission,
  agentCoreMemoryWaiverRevokePermission,
];

/**
 * Exporting memories with their findings, as CSV or as evidence for an auditor. Only what the catalog shows is exported;
 * scans, waivers and settings with their own permissions.
 *
 * @public
 */
export const agentCoreMemoryExportReadPermission = createPermission({
  name: 'agentcore-memory.export.read',
  attributes: { action: 'read' },
});

/**
 * Reading who used the KMS keys of memories, of the keys that the catalog shows. It names people and roles, and makes
 * calls to AWS.
 *
 * @public
 */
export const agentCoreMemoryKeyActivityReadPermission = createPermission({
  name: 'agentcore-memory.key-activity.read',
  attributes: { action: 'read' },
});

/**
 * Using the actions that assistants call. Each tells what the pages tell, and needs the permissions that these need.
 *
 * @public
 */
export const agentCoreMemoryActionUsePermission = createPermission({
  name: 'agentcore-memory.action.use',
  attributes: { action: 'read' },
});

/** The other permissions of the AgentCore memory plugins. @public */
export const agentCoreMemoryPermissions = [
  agentCoreMemoryScorecardReadPermission,
  agentCoreMemoryScanReadPermission,
  agentCoreMemoryScanCreatePermission,
  agentCoreMemoryTargetReadPermission,
  agentCoreMemoryWaiverReadPermission,
  agentCoreMemoryExportReadPermission,
  agentCoreMemoryKeyActivityReadPermission,
  agentCoreMemoryActionUsePermission,
];
