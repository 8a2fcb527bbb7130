import { MemoryState } from 'backstage-plugin-agentcore-memory-node';

/**
 * What AWS can't carry over to another memory, or does not say how.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_CreateEvent.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_BatchCreateMemoryRecords.html
 */
export function notCarried(
  old: Pick<MemoryState, 'hasStreams'>,
  { eventExpiryDays, hasStreams }: MemoryState,
): string[] {
  return [
    'Ids: the memory, its strategies, events and records have new ones. Whoever kept an id has to look it up again.',
    'When sessions began: AWS counts from the copy. Sessions without events are not copied.',
    'What searches rank by: AWS computes the embeddings of records anew, so that scores and order may differ.',
    `The remaining lifetime of events: the new memory keeps events for ${eventExpiryDays} days; AWS does not say whether it counts from the time of an event or from the copy.`,
    'Variables of namespaces that were given with events, and how far extraction is: AWS does not show them. Copied events are not extracted again, since their records are copied.',
    'When records were last updated, and extraction jobs that failed or had not ended.',
    'Records without a namespace, should there be any: AWS does not say whether its listings show them.',
    ...(old.hasStreams && !hasStreams
      ? [
          'The delivery of records to a stream: the new memory has none. Set it up there.',
        ]
      : []),
  ];
}
