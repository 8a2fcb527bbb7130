import { ConditionOperator, PolicyCondition, PolicyStatement } from './types';
import { bounded, listed } from './text';

const EQUAL = { StringEquals: 'is', StringEqualsIgnoreCase: 'is', Bool: 'is' };
const UNEQUAL = {
  StringNotEquals: 'is not',
  StringNotEqualsIgnoreCase: 'is not',
};
const ALIKE = {
  StringLike: 'is like',
  ArnLike: 'is like',
  ArnEquals: 'is like',
};
const UNLIKE = {
  StringNotLike: 'is not like',
  ArnNotLike: 'is not like',
  ArnNotEquals: 'is not like',
};

const VERBS: Record<Exclude<ConditionOperator, 'Null'>, string> = {
  ...EQUAL,
  ...UNEQUAL,
  ...ALIKE,
  ...UNLIKE,
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is more than',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is not after',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is not before',
  BinaryEquals: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
};

const SETS: Record<NonNullable<PolicyCondition['set']>, string> = {
  ForAnyValue: 'any value of ',
  ForAllValues: 'every value of ',
};

function describe(condition: PolicyCondition): string {
  const { operator, set, ifExists, values } = condition;
  const key = bounded(condition.keyWritten);
  if (operator === 'Null') {
    const absent = values.every(value => value.toLowerCase() === 'true');
    return `${key} is ${absent ? 'absent' : 'present'}`;
  }
  const verb = operator ? VERBS[operator] : `${bounded(condition.written)}:`;
  const subject = set ? SETS[set] + key : key;
  return `${subject} ${verb} ${listed(values.map(bounded), 'or')}${
    ifExists ? ', where it is present' : ''
  }`;
}

/** The conditions of a statement in words; all of them must hold. */
export function describeConditions(statement: PolicyStatement): string[] {
  return statement.conditions.map(describe);
}
