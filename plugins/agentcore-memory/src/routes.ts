import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The page; its tabs live at the paths below, beneath it. @public */
export const rootRouteRef = createRouteRef({ id: 'agentcore-memory' });

/** The page of a scaffolder template, by its namespace and name; cards offer no template where it is not bound. */
export const createMemoryRouteRef = createExternalRouteRef({
  id: 'create-memory',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The page of a scaffolder task, which holds the report of a migration; cards do not link it where it is not bound. */
export const migrationTaskRouteRef = createExternalRouteRef({
  id: 'migration-task',
  params: ['taskId'],
  optional: true,
  defaultTarget: 'scaffolder.ongoingTask',
});

export const OVERVIEW_PATH = 'overview';
export const TEAMS_PATH = 'teams';
export const MEMORIES_PATH = 'memories';
export const KEYS_PATH = 'keys';
export const WAIVERS_PATH = 'waivers';
export const COVERAGE_PATH = 'coverage';
