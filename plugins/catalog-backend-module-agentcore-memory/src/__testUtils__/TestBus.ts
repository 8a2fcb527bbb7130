import {
  EventParams,
  EventsService,
  EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';

/**
 * The events bus that processes share: of subscribers with the same id one gets an event, here the latest.
 */
export class TestBus implements EventsService {
  /** Everything that was published, in order. */
  readonly published: EventParams[] = [];
  readonly #subscribers = new Map<string, EventsServiceSubscribeOptions>();

  async publish(event: EventParams): Promise<void> {
    this.published.push(event);
    await Promise.all(
      [...this.#subscribers.values()]
        .filter(({ topics }) => topics.includes(event.topic))
        .map(({ onEvent }) => onEvent(event)),
    );
  }

  async subscribe(options: EventsServiceSubscribeOptions): Promise<void> {
    this.#subscribers.set(options.id, options);
  }

  /** What was published on a topic, in order. */
  on<T>(topic: string): T[] {
    return this.published
      .filter(event => event.topic === topic)
      .map(event => event.eventPayload as T);
  }
}
