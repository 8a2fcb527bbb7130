import { Entity } from '@backstage/catalog-model';

/**
 * A field that an entity has twice, spelled differently: the catalog indexes fields without case and fails at
 * such an entity again and again, long after it has accepted it. `undefined`: there is none.
 */
export function clashingField(entity: Entity): string | undefined {
  const seen = new Map<string, string>();
  let clash: string | undefined;
  const visit = (path: string, value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(item => visit(path, item));
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        const field = path ? `${path}.${name}` : name;
        const folded = field.toLocaleLowerCase('en-US');
        if ((seen.get(folded) ?? field) !== field) clash ??= field;
        seen.set(folded, field);
        visit(field, inner);
      }
    }
  };
  visit('', entity);
  return clash;
}
