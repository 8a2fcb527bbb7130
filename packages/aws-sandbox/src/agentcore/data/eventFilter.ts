import { Input } from '../../http/InputReader';
import { readInput, validationException } from '../validation';
import { EVENT_METADATA_VALUE, METADATA_KEY, NAME } from './patterns';
import { branchOf, Session } from './Session';
import { EventRecord } from './types';

/** Whether an event of a session passes a filter. */
export type EventFilter = (event: EventRecord) => boolean;

const OPERATORS = ['EQUALS_TO', 'EXISTS', 'NOT_EXISTS'] as const;

function readExpression(expression: Input): EventFilter {
  const reader = readInput(expression);
  const key = readInput(reader.record('left') ?? {}).requiredString(
    'metadataKey',
    METADATA_KEY,
  );
  const operator = reader.choice('operator', OPERATORS);
  if (!operator) throw validationException('operator must not be null');
  if (operator === 'EXISTS')
    return event => event.metadata?.[key] !== undefined;
  if (operator === 'NOT_EXISTS') {
    return event => event.metadata?.[key] === undefined;
  }
  const right = readInput(reader.record('right') ?? {});
  const value = readInput(right.record('metadataValue') ?? {}).requiredString(
    'stringValue',
    EVENT_METADATA_VALUE,
  );
  return event => event.metadata?.[key]?.stringValue === value;
}

function ofBranch(branch: Input, session: Session | undefined): EventFilter {
  const reader = readInput(branch);
  const name = reader.requiredString('name', NAME);
  if (!reader.flag('includeParentBranches')) {
    return event => branchOf(event) === name;
  }
  const lineage = session?.lineage(name);
  return event => {
    const last = lineage?.get(branchOf(event));
    return (
      lineage?.has(branchOf(event)) === true &&
      (last === undefined || event.eventId <= last)
    );
  };
}

/** Reads the filter of ListEvents. Without a branch it passes the events of all branches. */
export function readEventFilter(
  input: Input,
): (session: Session | undefined) => EventFilter {
  const filter = readInput(readInput(input).record('filter') ?? {});
  const branch = filter.record('branch');
  if (branch) ofBranch(branch, undefined);
  const expressions = (filter.records('eventMetadata', 1, 5) ?? []).map(
    readExpression,
  );
  return session => {
    const filters = branch
      ? [ofBranch(branch, session), ...expressions]
      : expressions;
    return event => filters.every(passes => passes(event));
  };
}
