import { Input } from '../http/InputReader';

/** Operation, method and path template of every route; what stands in braces is an input member. */
const TEMPLATES = [
  ['ListMemories', 'POST', '/memories/'],
  ['ListMemories', 'POST', '/memories'],
  ['CreateMemory', 'POST', '/memories/create'],
  ['GetMemory', 'GET', '/memories/{memoryId}/details'],
  ['UpdateMemory', 'PUT', '/memories/{memoryId}/update'],
  ['DeleteMemory', 'DELETE', '/memories/{memoryId}/delete'],
  ['ListTagsForResource', 'GET', '/tags/{resourceArn}'],
  ['TagResource', 'POST', '/tags/{resourceArn}'],
  ['UntagResource', 'DELETE', '/tags/{resourceArn}'],
  ['ListActors', 'POST', '/memories/{memoryId}/actors'],
  ['ListSessions', 'POST', '/memories/{memoryId}/actor/{actorId}/sessions'],
  [
    'ListEvents',
    'POST',
    '/memories/{memoryId}/actor/{actorId}/sessions/{sessionId}',
  ],
  ['CreateEvent', 'POST', '/memories/{memoryId}/events'],
  [
    'GetEvent',
    'GET',
    '/memories/{memoryId}/actor/{actorId}/sessions/{sessionId}/events/{eventId}',
  ],
  [
    'DeleteEvent',
    'DELETE',
    '/memories/{memoryId}/actor/{actorId}/sessions/{sessionId}/events/{eventId}',
  ],
  ['ListMemoryRecords', 'POST', '/memories/{memoryId}/memoryRecords'],
  [
    'GetMemoryRecord',
    'GET',
    '/memories/{memoryId}/memoryRecord/{memoryRecordId}',
  ],
  [
    'BatchCreateMemoryRecords',
    'POST',
    '/memories/{memoryId}/memoryRecords/batchCreate',
  ],
  [
    'BatchDeleteMemoryRecords',
    'POST',
    '/memories/{memoryId}/memoryRecords/batchDelete',
  ],
] as const;

const ROUTES = TEMPLATES.map(([operation, method, template]) => ({
  operation,
  method,
  path: new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

const QUERY_MEMBERS = ['view', 'clientToken', 'namespace'];
const QUERY_LISTS = ['tagKeys'];

/** Operation and input members of a method and URL; undefined when no route matches. */
export function matchAgentcoreRoute(
  method: string,
  url: URL,
): { operation: string; members: Input } | undefined {
  for (const route of ROUTES) {
    const match = route.method === method && route.path.exec(url.pathname);
    if (match) {
      const members: Record<string, unknown> = {};
      for (const [name, text] of Object.entries(match.groups ?? {})) {
        members[name] = decodeURIComponent(text);
      }
      // Absent members are left out, or they would override those of the body.
      for (const name of QUERY_MEMBERS.filter(key =>
        url.searchParams.has(key),
      )) {
        members[name] = url.searchParams.get(name);
      }
      for (const name of QUERY_LISTS.filter(key => url.searchParams.has(key))) {
        members[name] = url.searchParams.getAll(name);
      }
      return { operation: route.operation, members };
    }
  }
  return undefined;
}
