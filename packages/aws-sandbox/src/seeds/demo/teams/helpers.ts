import { MemoryInput } from '../../../agentcore/newMemory';

/** The usual tag of a team's memories. */
export function owner(team: string): Record<string, string> {
  return { owner: `group:default/${team}` };
}

/** Records streamed to a Kinesis stream of Retail in us-west-2. */
export function stream(
  name: string,
  level: 'METADATA_ONLY' | 'FULL_CONTENT',
): Partial<MemoryInput> {
  return {
    memoryExecutionRoleArn: 'arn:aws:iam::222222222222:role/AgentCoreMemory',
    streamDeliveryResources: {
      resources: [
        {
          kinesis: {
            dataStreamArn: `arn:aws:kinesis:us-west-2:222222222222:stream/${name}`,
            contentConfigurations: [{ type: 'MEMORY_RECORDS', level }],
          },
        },
      ],
    },
  };
}
