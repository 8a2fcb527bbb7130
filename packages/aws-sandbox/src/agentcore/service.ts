import { Service } from '../http/operation';
import { memoryArn } from '../state/arn';
import { createMemory } from './createMemory';
import { deleteMemory } from './deleteMemory';
import { getMemory } from './getMemory';
import { listMemories } from './listMemories';
import { listTagsForResource, tagResource, untagResource } from './tags';
import { updateMemory } from './updateMemory';

/** The memory operations of the Bedrock AgentCore control plane. */
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
  },
  pageTokens: { ListMemories: 'nextToken' },
  resourcesOf: ({ input, place }) => {
    const { memoryId, resourceArn } = input;
    if (typeof memoryId === 'string') {
      return [memoryId, memoryArn(place, memoryId)];
    }
    return typeof resourceArn === 'string'
      ? [resourceArn, resourceArn.split('/').slice(1).join('/')]
      : [];
  },
};
