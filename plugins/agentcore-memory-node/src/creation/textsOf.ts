import { CodeRequest } from './CodeRequest';

/** A text of a request, and the field that it stands in, such as `strategies.0.description`. */
export interface FieldText {
  field: string;
  text: string;
}

/** All texts of a request, names of tags included. */
export function textsOf({ memory, key }: CodeRequest): FieldText[] {
  return textsIn({ ...memory, key }, '');
}

/** All texts in a value, names of members included. */
export function textsIn(value: unknown, field: string): FieldText[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const innerField = field === '' ? name : `${field}.${name}`;
    return [{ field: innerField, text: name }, ...textsIn(inner, innerField)];
  });
}
