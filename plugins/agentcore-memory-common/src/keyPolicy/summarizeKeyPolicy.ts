import { describeConditions } from './describeConditions';
import { describePrincipals } from './describePrincipals';
import { asParsed } from './parseKeyPolicy';
import { nameOf } from './statementReason';
import { ParsedKeyPolicy, PolicyStatement } from './types';
import { bounded, listed } from './text';

/** Actions that are named one by one; a longer list is summed up. */
const MAX_ACTIONS = 8;

/** One statement of a key policy in words. @public */
export interface StatementSummary {
  /** From 0. */
  index: number;
  /** Its Sid in quotation marks, else its number, from 1. */
  name: string;
  /** Effect of the statement. */
  effect: 'Allow' | 'Deny';
  /** The principals, in words. */
  who: string;
  /** The actions, in words. */
  what: string;
  /** All of them must hold. */
  conditions: string[];
}

/** A key policy in words: who can use the key, and on what condition. @public */
export type KeyPolicySummary =
  | { kind: 'statements'; statements: StatementSummary[] }
  | { kind: 'not-understood'; reason: string };

function describeActions({ action, resource }: PolicyStatement): string {
  if (!action) return 'nothing, as it names no action';
  if (!resource) return 'nothing, as it names no resource';
  const names = action.patterns.map(pattern =>
    pattern === 'kms:*' || pattern === '*'
      ? 'everything'
      : bounded(pattern.replace(/^kms:/i, '')),
  );
  const what = listed([...new Set(names)], 'and', MAX_ACTIONS);
  return action.negated ? `everything but ${what}` : what;
}

/** Says in words what each statement of a key policy allows or denies. Never throws. */
export function summarizeKeyPolicy(
  policy: string | ParsedKeyPolicy,
): KeyPolicySummary {
  const parsed = asParsed(policy);
  if (parsed.kind === 'not-understood') return parsed;
  return {
    kind: 'statements',
    statements: parsed.statements.map(statement => ({
      index: statement.index,
      name: nameOf(statement),
      effect: statement.effect,
      who: describePrincipals(statement),
      what: describeActions(statement),
      conditions: describeConditions(statement),
    })),
  };
}
