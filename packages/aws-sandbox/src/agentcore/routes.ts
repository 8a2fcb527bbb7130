import { Input } from '../http/InputReader';

interface Route {
  operation: string;
  method: string;
  /** Path with its input members as parameters. */
  path: RegExp;
  members: string[];
}

const ROUTES: Route[] = [
  {
    operation: 'ListMemories',
    method: 'POST',
    path: /^\/memories\/?$/,
    members: [],
  },
  {
    operation: 'CreateMemory',
    method: 'POST',
    path: /^\/memories\/create$/,
    members: [],
  },
  {
    operation: 'GetMemory',
    method: 'GET',
    path: /^\/memories\/([^/]+)\/details$/,
    members: ['memoryId'],
  },
  {
    operation: 'UpdateMemory',
    method: 'PUT',
    path: /^\/memories\/([^/]+)\/update$/,
    members: ['memoryId'],
  },
  {
    operation: 'DeleteMemory',
    method: 'DELETE',
    path: /^\/memories\/([^/]+)\/delete$/,
    members: ['memoryId'],
  },
  {
    operation: 'ListTagsForResource',
    method: 'GET',
    path: /^\/tags\/([^/]+)$/,
    members: ['resourceArn'],
  },
  {
    operation: 'TagResource',
    method: 'POST',
    path: /^\/tags\/([^/]+)$/,
    members: ['resourceArn'],
  },
  {
    operation: 'UntagResource',
    method: 'DELETE',
    path: /^\/tags\/([^/]+)$/,
    members: ['resourceArn'],
  },
];

const QUERY_MEMBERS = ['view', 'clientToken'];
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
      route.members.forEach((member, index) => {
        members[member] = decodeURIComponent(match[index + 1]);
      });
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
