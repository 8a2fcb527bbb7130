/**
 * What is known of one key of a request's context. A key that is not in the context at all is unknown:
 * neither its value nor its presence can be relied on.
 */
export type ContextValue =
  | { kind: 'values'; values: readonly string[] }
  /** Present with one value, of which only the beginning is known. */
  | { kind: 'prefix'; prefix: string }
  | { kind: 'absent' };

/** What is known of a request's context, by `contextKey`. */
export type RequestContext = ReadonlyMap<string, ContextValue>;

const ENCRYPTION_CONTEXT = 'kms:encryptioncontext:';

/**
 * The spelling in which condition keys are compared: AWS ignores the case of key names, except in what
 * follows `kms:EncryptionContext:`, which is the writer's own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function contextKey(name: string): string {
  const lower = name.toLowerCase();
  return lower.startsWith(ENCRYPTION_CONTEXT)
    ? ENCRYPTION_CONTEXT + name.slice(ENCRYPTION_CONTEXT.length)
    : lower;
}

/** A context from a plain object: texts and lists are known values. */
export function requestContext(
  facts: Readonly<Record<string, string | readonly string[] | ContextValue>>,
): RequestContext {
  return new Map(
    Object.entries(facts).map(([name, fact]): [string, ContextValue] => {
      if (typeof fact === 'string') {
        return [contextKey(name), { kind: 'values', values: [fact] }];
      }
      return [
        contextKey(name),
        'kind' in fact ? fact : { kind: 'values', values: fact },
      ];
    }),
  );
}
