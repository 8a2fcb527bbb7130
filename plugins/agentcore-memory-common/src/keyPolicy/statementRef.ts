import { ParsedKeyPolicy } from './types';
import { bounded } from './text';
import { StatementRef } from './results';

/**
 * The statements at these places of a policy. A Sid is given only where it identifies the statement: it stands
 * in the policy once, and is short and plain enough to be written into a command as it is.
 */
export function refsOf(
  parsed: ParsedKeyPolicy,
  named: readonly { index: number; name: string }[],
): StatementRef[] {
  const statements = parsed.kind === 'policy' ? parsed.statements : [];
  return named.map(({ index, name }) => {
    const sid = statements[index]?.sid;
    const identifies =
      sid &&
      sid === bounded(sid) &&
      statements.filter(statement => statement.sid === sid).length === 1;
    return { index, name, ...(identifies && { sid }) };
  });
}
