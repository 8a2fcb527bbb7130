import { describeConditions } from './describeConditions';
import { parseConditions } from './parseConditions';
import { bounded, listed, quoted } from './text';

describe('bounded', () => {
  it('leaves a hundred characters alone, and cuts more', () => {
    expect(bounded('x'.repeat(100))).toBe('x'.repeat(100));
    expect(bounded('x'.repeat(101))).toBe(`${'x'.repeat(99)}…`);
    expect(bounded('🔑'.repeat(100))).toBe('🔑'.repeat(100));
    expect(bounded('🔑'.repeat(101))).toBe(`${'🔑'.repeat(99)}…`);
    expect(bounded('🔑'.repeat(9999))).toBe(`${'🔑'.repeat(99)}…`);
  });

  it('keeps a text on one line', () => {
    expect(bounded('a\n\u2028\tb\u0000c')).toBe('a b c');
    expect(quoted('a\nb')).toBe('"a b"');
  });
});

describe('listed', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('makes of %j: %s', (items, text) => {
    expect(listed(items)).toBe(text);
  });

  it('takes another conjunction and another limit', () => {
    expect(listed(['a', 'b', 'c'], 'or', 2)).toBe('a, b or 1 more');
  });
});

describe('describeConditions', () => {
  it.each([
    ['StringEquals', 'k is v'],
    ['StringNotEquals', 'k is not v'],
    ['StringEqualsIgnoreCase', 'k is v'],
    ['StringNotEqualsIgnoreCase', 'k is not v'],
    ['StringLike', 'k is like v'],
    ['StringNotLike', 'k is not like v'],
    ['ArnEquals', 'k is like v'],
    ['ArnNotEquals', 'k is not like v'],
    ['ArnLike', 'k is like v'],
    ['ArnNotLike', 'k is not like v'],
    ['Bool', 'k is v'],
    ['NumericEquals', 'k is v'],
    ['NumericNotEquals', 'k is not v'],
    ['NumericLessThan', 'k is less than v'],
    ['NumericLessThanEquals', 'k is at most v'],
    ['NumericGreaterThan', 'k is more than v'],
    ['NumericGreaterThanEquals', 'k is at least v'],
    ['DateEquals', 'k is v'],
    ['DateNotEquals', 'k is not v'],
    ['DateLessThan', 'k is before v'],
    ['DateLessThanEquals', 'k is not after v'],
    ['DateGreaterThan', 'k is after v'],
    ['DateGreaterThanEquals', 'k is not before v'],
    ['BinaryEquals', 'k is v'],
    ['IpAddress', 'k is in v'],
    ['NotIpAddress', 'k is not in v'],
    ['StringEqualsIfExists', 'k is v, where it is present'],
    ['ForAnyValue:StringLike', 'any value of k is like v'],
    ['ForAllValues:StringLike', 'every value of k is like v'],
    ['StringResembles', 'k StringResembles: v'],
  ])('says of %s: %s', (operator, words) => {
    const conditions = parseConditions({ [operator]: { k: 'v' } }, 'it');
    expect(describeConditions({ conditions } as never)).toEqual([words]);
  });

  it.each([
    ['true', 'k is absent'],
    ['false', 'k is present'],
    [['true', 'true'], 'k is absent'],
    [['true', 'false'], 'k is present'],
  ])('says of Null %j: %s', (values, words) => {
    const conditions = parseConditions({ Null: { k: values } }, 'it');
    expect(describeConditions({ conditions } as never)).toEqual([words]);
  });
});
