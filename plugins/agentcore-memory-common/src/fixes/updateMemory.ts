import { shellWord } from './escape';
import { FixContext } from './types';

/** The command that changes settings of the memory. */
export function updateMemory({ memory }: FixContext, options: string): string {
  return `aws bedrock-agentcore-control update-memory --region ${shellWord(
    memory.scope.region,
  )} --memory-id ${shellWord(memory.memoryId)} ${options}`;
}
