import { services } from './dispatch';
import type { EventBus } from '../events/EventBus';
import { toChangeEvent } from '../events/toChangeEvent';
import type { OperationContext, OperationResult } from './operation';
import type { ServiceName } from './services';

/** Runs an operation that exists, and tells of what it changed. */
export function runOperation(
  events: EventBus,
  service: ServiceName,
  operation: string,
  context: OperationContext,
): OperationResult {
  const result = services[service].operations[operation](context);
  const event = events.hasListeners
    ? toChangeEvent(service, operation, context, result)
    : undefined;
  if (event) {
    events.emit(event);
  }
  return result;
}
