import { Service } from '../http/operation';
import { memoryArn, parseArn } from '../state/arn';
import { createMemory } from './createMemory';
import { DATA_OPERATIONS, sessionQuotaOf } from './data/operations';
import { deleteMemory } from './deleteMemory';
import { getMemory } from './getMemory';
import { listMemories } from './listMemories';
import { listTagsForResource, tagResource, untagResource } from './tags';
import { updateMemory } from './updateMemory';

/** The memory operations of Bedrock AgentCore: the control plane and the data plane have one signing name. */
export const agentcoreService: Service = {
  operations: {
    ListMemories: listMemories,
    GetMemory: getMemory,
    CreateMemory: createMemory,
    UpdateMemory: updateMemory,
    DeleteMemory: deleteMemory,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
    ...DATA_OPERATIONS,
  },
  pageTokens: {
    ListMemories: 'nextToken',
    ListActors: 'nextToken',
    ListSessions: 'nextToken',
    ListEvents: 'nextToken',
    ListMemoryRecords: 'nextToken',
  },
  resourcesOf: ({ input, place }) => {
    const { memoryId, resourceArn } = input;
    const name = memoryId ?? resourceArn;
    if (typeof name !== 'string') return [];
    return parseArn(name)
      ? [name, name.split('/').slice(1).join('/')]
      : [name, memoryArn(place, name)];
  },
  holderQuotaOf: sessionQuotaOf,
};
