/**
 * What is known of one key of a request's context. A key that is not in the context at all is unknown:
 * neither its value nor its presence can be relied on.
 */
export type ContextValue =
  | { kind: 'values'; values: readonly string[] }
  /**
   * Present with one value, of which only the beginning is known. `chosen`: the caller decides how it goes on,
   * as anybody can call a role of their own as they like; with `unlisted`, in no way that the policy spells out.
   * `list`: one of several values.
   */
  | {
      kind: 'prefix';
      prefix: string;
      chosen?: boolean;
      unlisted?: boolean;
      list?: boolean;
    }
  /** Present with the id of one account, whichever that is. */
  | { kind: 'account' }
  /** Present with one name that no policy spells out. */
  | { kind: 'unlisted' }
  /** Present with the ARN of some resource of this account, of whatever service and type. */
  | { kind: 'resource-of'; accountId: string }
  /** Some time of one day, `YYYY-MM-DD`, UTC. */
  | { kind: 'day'; day: string }
  /** Present with one of these values. */
  | { kind: 'one-of'; values: readonly ContextValue[] }
  /** The caller decides whether it is there, and with what value. */
  | { kind: 'chosen' }
  | { kind: 'absent' };

/** What is known of a request's context, by `contextKey`. */
export interface RequestContext {
  get(key: string): ContextValue | undefined;
}

/** The keys of an encryption context, by their names in it. */
export const ENCRYPTION_CONTEXT = 'kms:encryptioncontext:';

/** What a request for sure does not carry. */
export const ABSENT: ContextValue = { kind: 'absent' };

/**
 * The spelling in which condition keys are compared: AWS ignores the case of their names. That holds for
 * `kms:EncryptionContext:…` as well, though the pairs of an encryption context themselves are case-sensitive.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function contextKey(name: string): string {
  return name.toLowerCase();
}

/** What a context is made from: texts and lists are known values. A name with a star at its end is a family of keys. */
export type ContextFacts = Readonly<
  Record<string, string | readonly string[] | ContextValue | undefined>
>;

function valueOf(fact: NonNullable<ContextFacts[string]>): ContextValue {
  if (typeof fact === 'string') return { kind: 'values', values: [fact] };
  return 'kind' in fact ? fact : { kind: 'values', values: fact };
}

/** A context from a plain object. */
export function requestContext(facts: ContextFacts): RequestContext {
  const exact = new Map<string, ContextValue>();
  const families: [string, ContextValue][] = [];
  for (const [name, fact] of Object.entries(facts)) {
    if (fact === undefined) continue;
    const key = contextKey(name);
    if (key.endsWith('*')) families.push([key.slice(0, -1), valueOf(fact)]);
    else exact.set(key, valueOf(fact));
  }
  return {
    get: key =>
      exact.get(key) ?? families.find(([start]) => key.startsWith(start))?.[1],
  };
}
