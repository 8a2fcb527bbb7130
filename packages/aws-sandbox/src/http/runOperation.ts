import { EventBus } from '../events/EventBus';
import { toChangeEvent } from '../events/toChangeEvent';
import { SERVICES } from './dispatch';
import { OperationContext, OperationResult } from './operation';
import { ServiceName } from './services';

/** Runs an operation that exists, and emits an event for the change it made. */
export function runOperation(
  events: EventBus,
  service: ServiceName,
  operation: string,
  context: OperationContext,
): OperationResult {
  const result = SERVICES[service].operations[operation](context);
  const event = events.hasListeners
    ? toChangeEvent(service, operation, context, result)
    : undefined;
  if (event) events.emit(event);
  return result;
}
