import { ChangeEvent } from './types';

/** Receives every change, synchronously and in order; must not throw. */
export type ChangeListener = (event: ChangeEvent) => void;

/** Delivers change events to listeners. */
export class EventBus {
  readonly #listeners = new Set<ChangeListener>();

  /** Whether there are listeners; without any, events need not be created. */
  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** Adds a listener and returns a function that removes it. */
  onEvent(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls all listeners. */
  emit(event: ChangeEvent): void {
    this.#listeners.forEach(listener => listener(event));
  }
}
