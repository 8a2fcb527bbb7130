import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  MemoryChanged,
  memoryEntityRef,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import { InitiatorServices } from './Initiator';
import { Patience } from './waitUntilActive';
import { waitForEntity } from './waitForEntity';

/** Tells the catalog to read a memory, and waits until it shows it, so that links to it work. Gives the entity's ref. */
export async function announce(
  memory: { arn: string; memoryId: string },
  options: Pick<InitiatorServices, 'auth' | 'catalog'> & {
    events: EventsService;
    catalogPatience: Patience;
    logger: Pick<LoggerService, 'info'>;
    signal?: AbortSignal;
  },
): Promise<string> {
  const { arn } = memory;
  await options.events.publish({
    topic: TOPIC_MEMORY_CHANGED,
    eventPayload: { arn } satisfies MemoryChanged,
  });
  const entityRef = memoryEntityRef(memory);
  const shown = await waitForEntity({
    ...options,
    entityRef,
    arn,
    patience: options.catalogPatience,
  });
  options.logger.info(
    shown
      ? `The catalog shows it as ${entityRef}`
      : 'The catalog does not show it yet; it will after the next scan',
  );
  return entityRef;
}
