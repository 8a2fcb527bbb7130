import { isAccountId, parseArn } from '../facts';

/** The account that a destination of content belongs to; `undefined`: its ARN does not tell. */
export function accountOf(arn: string): string | undefined {
  const accountId = parseArn(arn)?.accountId;
  return accountId && isAccountId(accountId) ? accountId : undefined;
}

/** The account of a destination if that is another than the memory's. */
export function foreignAccountOf(
  arn: string | undefined,
  memoryAccountId: string,
): string | undefined {
  const accountId = arn === undefined ? undefined : accountOf(arn);
  return accountId === memoryAccountId ? undefined : accountId;
}
