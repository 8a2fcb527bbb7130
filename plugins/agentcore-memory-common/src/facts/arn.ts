/** The parts of an AWS ARN. @public */
export interface ArnParts {
  /** Such as `aws` or `aws-us-gov`. */
  partition: string;
  /** Such as `kms`. */
  service: string;
  /** AWS region; empty for global resources. */
  region: string;
  /** Twelve-digit AWS account id; empty for resources without an account. */
  accountId: string;
  /** The rest of the ARN, such as `memory/<id>` or `key/<id>`. */
  resource: string;
}

/** The parts of a memory's ARN. @public */
export interface MemoryArnParts extends ArnParts {
  /** Id of the memory. */
  memoryId: string;
}

/** "Minimum length of 1. Maximum length of 2048": what AWS says of ARNs in its APIs. */
const MAX_ARN_LENGTH = 2048;
const ARN =
  /^arn:(aws(?:-[a-z]+){0,3}):([a-z0-9-]{1,63}):([a-z0-9-]{0,63}):([^:]{0,64}):(.+)$/;
const ACCOUNT_ID = /^\d{12}$/;
const REGION = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;
const MEMORY_ID = /^[a-zA-Z][a-zA-Z0-9_-]{1,120}$/;
/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-id */
const KEY_ID =
  /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
/** "Maximum length of 256", `alias/` included: kms:CreateAlias. */
const ALIAS_NAME = /^alias\/[a-zA-Z0-9:/_-]{1,250}$/;

/**
 * The parts of an ARN, or `undefined` for any other text. Knows every partition. Never accepts more than 2048
 * characters, control characters or spaces, so that a sender of events can't choose what is stored.
 *
 * @public
 */
export function parseArn(arn: string): ArnParts | undefined {
  if (arn.length > MAX_ARN_LENGTH || /[\p{C}\s]/u.test(arn)) return undefined;
  const match = ARN.exec(arn);
  if (!match) return undefined;
  const [, partition, service, region, accountId, resource] = match;
  return { partition, service, region, accountId, resource };
}

function parseRegionalArn(arn: string, service: string): ArnParts | undefined {
  const parts = parseArn(arn);
  return parts?.service === service &&
    isAccountId(parts.accountId) &&
    isRegion(parts.region)
    ? parts
    : undefined;
}

/** The parts of a memory's ARN, or `undefined` if it is not one. @public */
export function parseMemoryArn(arn: string): MemoryArnParts | undefined {
  const parts = parseRegionalArn(arn, 'bedrock-agentcore');
  const memoryId = /^memory\/(.+)$/.exec(parts?.resource ?? '')?.[1];
  return parts && memoryId && MEMORY_ID.test(memoryId)
    ? { ...parts, memoryId }
    : undefined;
}

/** The ARN of a memory, made from its parts; gives back what `parseMemoryArn` read. @public */
export function memoryArnOf(
  parts: Pick<
    MemoryArnParts,
    'partition' | 'region' | 'accountId' | 'memoryId'
  >,
): string {
  const { partition, region, accountId, memoryId } = parts;
  return `arn:${partition}:bedrock-agentcore:${region}:${accountId}:memory/${memoryId}`;
}

/** The parts of a KMS key's or alias's ARN, or `undefined` if it is neither. @public */
export function parseKeyArn(arn: string): ArnParts | undefined {
  const parts = parseRegionalArn(arn, 'kms');
  if (!parts) return undefined;
  const keyId = /^key\/(.+)$/.exec(parts.resource)?.[1];
  const valid = keyId ? KEY_ID.test(keyId) : isAliasName(parts.resource);
  return valid ? parts : undefined;
}

/** The ARN of a KMS key, made from its parts; gives back what `parseKeyArn` read of a key. @public */
export function kmsKeyArnOf(
  parts: Pick<ArnParts, 'partition' | 'region' | 'accountId'> & {
    keyId: string;
  },
): string {
  const { partition, region, accountId, keyId } = parts;
  return `arn:${partition}:kms:${region}:${accountId}:key/${keyId}`;
}

/** Whether this is the name of a KMS alias, with its `alias/` prefix. */
export function isAliasName(value: string): boolean {
  return ALIAS_NAME.test(value);
}

/** Whether this is a twelve-digit AWS account id. @public */
export function isAccountId(value: string): boolean {
  return ACCOUNT_ID.test(value);
}

/** Whether this has the form of an AWS region, such as `eu-central-1` or `us-gov-west-1`. @public */
export function isRegion(value: string): boolean {
  return REGION.test(value);
}

/** Prefixes of the regions outside of the partition `aws`. */
const PARTITIONS: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/**
 * The partition that a region belongs to, by the prefix of its name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 * @public
 */
export function partitionOf(region: string): string {
  const match = PARTITIONS.find(([prefix]) => region.startsWith(prefix));
  return match?.[1] ?? 'aws';
}
