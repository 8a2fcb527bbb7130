import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** What the form's validation says of one part of a field. The form itself shows only what is said of the whole. */
export function errorOf<T extends object>(
  { errorSchema }: Pick<FieldExtensionComponentProps<T>, 'errorSchema'>,
  part: keyof T & string,
): string | undefined {
  const errors: { __errors?: string[] } | undefined = Reflect.get(
    errorSchema ?? {},
    part,
  );
  return errors?.__errors?.[0];
}
