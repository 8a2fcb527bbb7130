import { isAccountId, isRegion } from './arn';

/** One provider config id × AWS account × region: the unit that is listed, committed and reported. @public */
export interface Scope {
  /** See `isProviderId`. */
  providerId: string;
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** AWS region, such as `eu-central-1`. */
  region: string;
}

/**
 * Whether this can be the id of a provider config: 1 to 64 letters, digits, `_`, `.` and `-`. It is a part of
 * URLs, of scopes as text and of database keys.
 *
 * @public
 */
export function isProviderId(value: string): boolean {
  return /^[\w.-]{1,64}$/.test(value);
}

/** The scope as text, `<provider id>/<account>/<region>`. @public */
export function formatScope(scope: Scope): string {
  return `${scope.providerId}/${scope.accountId}/${scope.region}`;
}

/** Reads what `formatScope` wrote; `undefined` for any other text. @public */
export function parseScope(text: string): Scope | undefined {
  const [providerId, accountId, region, ...rest] = text.split('/');
  const valid =
    rest.length === 0 &&
    isProviderId(providerId) &&
    isAccountId(accountId ?? '') &&
    isRegion(region ?? '');
  return valid ? { providerId, accountId, region } : undefined;
}
