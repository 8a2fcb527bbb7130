import { EventBus } from '../events/EventBus';
import { toChangeEvent } from '../events/toChangeEvent';
import { SERVICES } from './dispatch';
import { OperationContext, OperationResult } from './operation';
import { ServiceName } from './services';

/** Runs an operation that exists, and records and emits an event for the change it made. The event history is of keys only. */
export function runOperation(
  events: EventBus,
  service: ServiceName,
  operation: string,
  context: OperationContext,
): OperationResult {
  const result = SERVICES[service].operations[operation](context);
  const isRecorded = service === 'kms';
  const event =
    isRecorded || events.hasListeners
      ? toChangeEvent(service, operation, context, result)
      : undefined;
  if (event) {
    if (isRecorded) context.state.recordEvent(event.detail);
    events.emit(event);
  }
  return result;
}
