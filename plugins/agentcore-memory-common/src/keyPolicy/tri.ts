/**
 * A truth value of a question that may be undecidable.
 */
export type Tri = boolean | 'undecidable';

/** True if all are; false as soon as one is, however undecidable the others. */
export function allOf<T>(items: Iterable<T>, test: (item: T) => Tri): Tri {
  let result: Tri = true;
  for (const item of items) {
    const value = test(item);
    if (value === false) return false;
    if (value === 'undecidable') result = value;
  }
  return result;
}

/** True as soon as one is; false if none is for sure. */
export function anyOf<T>(items: Iterable<T>, test: (item: T) => Tri): Tri {
  let result: Tri = false;
  for (const item of items) {
    const value = test(item);
    if (value === true) return true;
    if (value === 'undecidable') result = value;
  }
  return result;
}

/** The opposite; what is undecidable stays so. */
export function not(value: Tri): Tri {
  return value === 'undecidable' ? value : !value;
}
