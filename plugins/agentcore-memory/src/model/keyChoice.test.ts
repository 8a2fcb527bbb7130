import { t } from '../__testUtils__/english';
import { PLACE, TARGET_KEYS, targetKeyArn } from '../__testUtils__/targets';
import {
  aliasProblem,
  defaultAlias,
  filterKeys,
  keyProblem,
  sourceOf,
} from './keyChoice';

const ALIAS_ARN = 'arn:aws:kms:eu-central-1:111122223333:alias/a';
const OTHER_ACCOUNT =
  'arn:aws:kms:eu-central-1:999900001111:key/00000000-0000-4000-8000-000000000001';

describe('the choice of a key', () => {
  it.each([
    ['support_notes', 'alias/agentcore/support-notes'],
    [undefined, 'alias/agentcore/memory'],
    ['a:b/c', 'alias/agentcore/a-b-c'],
  ])('calls the key of the memory %s %s', (name, alias) => {
    expect(defaultAlias(name)).toBe(alias);
    expect(aliasProblem(t, alias)).toBeUndefined();
  });

  it.each([
    ['', 'begins with alias/'],
    ['alias/', 'begins with alias/'],
    ['mine', 'begins with alias/'],
    ['alias/aws/mine', 'belong to AWS'],
    ['alias/a b', 'only'],
    [`alias/${'x'.repeat(251)}`, 'at most 256'],
  ])('refuses the alias "%s"', (alias, problem) => {
    expect(aliasProblem(t, alias)).toContain(problem);
  });

  it.each([`alias/${'x'.repeat(250)}`, 'alias/awsome', 'alias/a/B_1-c'])(
    'accepts the alias %s',
    alias => expect(aliasProblem(t, alias)).toBeUndefined(),
  );

  it.each([
    [{}, 'Choose a key'],
    [{ encryptionKeyArn: 'x' }, 'Not the ARN'],
    [{ encryptionKeyArn: 'arn:aws:s3:::kms' }, 'Not the ARN'],
    [
      { encryptionKeyArn: targetKeyArn(1).replace('central', 'west') },
      'same region',
    ],
    [{ encryptionKeyArn: targetKeyArn(1), newKeyAlias: 'alias/a' }, 'not two'],
    [{ newKeyAlias: 'a' }, 'begins with'],
  ])('refuses the key %j', (key, problem) => {
    expect(keyProblem(t, key, PLACE)).toContain(problem);
  });

  it.each([
    { encryptionKeyArn: targetKeyArn(1) },
    { encryptionKeyArn: ALIAS_ARN },
    { encryptionKeyArn: OTHER_ACCOUNT },
    { newKeyAlias: 'alias/a' },
  ])('accepts the key %j', key => {
    expect(keyProblem(t, key, PLACE)).toBeUndefined();
  });

  it.each([
    [{}, 'new'],
    [{ newKeyAlias: 'alias/a' }, 'new'],
    [{ encryptionKeyArn: targetKeyArn(1) }, 'listed'],
    [{ encryptionKeyArn: ALIAS_ARN }, 'arn'],
    [{ encryptionKeyArn: OTHER_ACCOUNT }, 'arn'],
    [{ encryptionKeyArn: 'nonsense' }, 'arn'],
  ])('shows %j where it was chosen: %s', (key, source) => {
    expect(sourceOf(key, PLACE)).toBe(source);
  });

  it.each([
    ['OLD-name', [1]],
    ['00000004', [4]],
    [' ', [1, 2, 3, 4]],
    ['no such key', []],
  ])('finds keys by "%s"', (text, found) => {
    expect(filterKeys(TARGET_KEYS.keys, text).map(key => key.arn)).toEqual(
      found.map(targetKeyArn),
    );
  });
});
