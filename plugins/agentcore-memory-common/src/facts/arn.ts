/** The parts of an AWS ARN. @public */
export interface ArnParts {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/** The parts of an ARN, or `undefined` for anything that is none. Knows every partition. @public */
export function parseArn(arn: string): ArnParts | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/.exec(arn);
  if (!match) return undefined;
  const [, partition, service, region, accountId, resource] = match;
  return { partition, service, region, accountId, resource };
}

/** The parts of a memory's ARN, or `undefined` if it is not one. @public */
export function parseMemoryArn(
  arn: string,
): (ArnParts & { memoryId: string }) | undefined {
  const parts = parseArn(arn);
  if (
    parts?.service !== 'bedrock-agentcore' ||
    !parts.resource.startsWith('memory/') ||
    !isAccountId(parts.accountId) ||
    !isRegion(parts.region)
  ) {
    return undefined;
  }
  const memoryId = parts.resource.slice('memory/'.length);
  return /^[a-zA-Z][a-zA-Z0-9_-]{1,120}$/.test(memoryId)
    ? { ...parts, memoryId }
    : undefined;
}

/** The parts of a KMS key's or alias's ARN, or `undefined` if it is neither. @public */
export function parseKeyArn(arn: string): ArnParts | undefined {
  const parts = parseArn(arn);
  return parts?.service === 'kms' &&
    /^(key|alias)\/.+$/.test(parts.resource) &&
    isAccountId(parts.accountId) &&
    isRegion(parts.region)
    ? parts
    : undefined;
}

/** Whether this is a twelve-digit AWS account id. @public */
export function isAccountId(value: string): boolean {
  return /^\d{12}$/.test(value);
}

/** Whether this has the form of an AWS region, such as `eu-central-1` or `us-gov-west-1`. @public */
export function isRegion(value: string): boolean {
  return /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(value);
}
