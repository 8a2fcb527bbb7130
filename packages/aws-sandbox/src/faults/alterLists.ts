import { OperationResult } from '../http/operation';
import { FaultKind } from './faults';

/** What a kind of fault makes of a list in an answer; other kinds leave answers as they are. */
const ALTER: Partial<Record<FaultKind, (list: unknown[]) => unknown>> = {
  omitLists: () => undefined,
  textLists: () => 'not a list',
};

/** An answer in which the fault has altered the lists, those at its top only. */
export function alterLists(
  kind: FaultKind | undefined,
  result: OperationResult,
): OperationResult {
  const alter = kind && ALTER[kind];
  if (!alter || !result.body) return result;
  return {
    ...result,
    body: Object.fromEntries(
      Object.entries(result.body).map(([member, value]) => [
        member,
        Array.isArray(value) ? alter(value) : value,
      ]),
    ),
  };
}
