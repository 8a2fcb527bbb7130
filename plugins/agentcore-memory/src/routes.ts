import { createRouteRef } from '@backstage/core-plugin-api';

/** The page; its tabs live at `TEAMS_PATH` and `MEMORIES_PATH` beneath it. @public */
export const rootRouteRef = createRouteRef({ id: 'agentcore-memory' });

export const TEAMS_PATH = 'teams';
export const MEMORIES_PATH = 'memories';
