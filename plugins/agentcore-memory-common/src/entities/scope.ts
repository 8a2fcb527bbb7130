/** One provider config id × AWS account × region: the unit that is listed, committed and reported. @public */
export interface Scope {
  providerId: string;
  accountId: string;
  region: string;
}

/** The scope as text, `<provider id>/<account>/<region>`. @public */
export function formatScope(scope: Scope): string {
  return `${scope.providerId}/${scope.accountId}/${scope.region}`;
}

/** Reads what `formatScope` wrote; `undefined` for anything else. @public */
export function parseScope(text: string): Scope | undefined {
  const match = /^(.+)\/(\d{12})\/([a-z0-9-]+)$/.exec(text);
  return (
    (match?.slice(1) && {
      providerId: match[1],
      accountId: match[2],
      region: match[3],
    }) ||
    undefined
  );
}

/** Whether a text can be a provider id. @public */
export function isProviderId(text: string): boolean {
  return /^[\w.-]{1,64}$/.test(text);
}
