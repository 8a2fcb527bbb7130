import { ChangeEvent } from './types';

/** Is told of changes, at once and in their order; must not throw. */
export type ChangeListener = (event: ChangeEvent) => void;

/** Hands change events to whoever listens. */
export class EventBus {
  readonly #listeners = new Set<ChangeListener>();

  /** Whether anybody listens: events for nobody need not be made. */
  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** Adds a listener and returns what takes it off again. */
  onEvent(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells all listeners. */
  emit(event: ChangeEvent): void {
    this.#listeners.forEach(listener => listener(event));
  }
}
