import { t } from '../__testUtils__/english';
import { placeOfProblem } from './creationFields';

const placeOf = (field: string) => placeOfProblem(t, { field, message: 'x' });

describe('placeOfProblem', () => {
  it.each([
    ['name', 'Name of the new memory', 'Memory and key'],
    ['memoryArn', 'Memory to replace', 'Memory and key'],
    ['executionRoleArn', 'Execution role, as on the old memory', undefined],
    [
      'strategies.0.name',
      'Long-term strategies · No. 1 · Name, as on the old memory',
      undefined,
    ],
  ])('calls %s of a replacement %s', (field, title, page) => {
    expect(placeOfProblem(t, { field, message: 'x' }, true)).toEqual({
      field: title,
      ...(page && { page }),
    });
  });

  it.each([
    ['name', 'Name', 'Memory'],
    ['newKeyAlias', 'Key', 'Place and key'],
    ['strategies', 'Long-term strategies', 'What it keeps'],
    [
      'strategies.1.name',
      'Long-term strategies · No. 2 · Name',
      'What it keeps',
    ],
    [
      'strategies.0.extraction.modelId',
      'Long-term strategies · No. 1 · Extraction · Model',
      'What it keeps',
    ],
  ])('finds %s', (path, field, page) => {
    expect(placeOf(path)).toEqual({ field, page });
  });

  it('calls a field that it does not know what the backend calls it', () => {
    expect(placeOf('other.thing')).toEqual({ field: 'other · thing' });
    expect(placeOf('constructor')).toEqual({ field: 'constructor' });
    expect(placeOf('')).toEqual({});
  });
});
