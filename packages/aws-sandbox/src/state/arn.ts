/** The parts of an ARN; `resource` is everything after the account, colons included. */
export interface ArnParts {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  resource: string;
}

/** Parses an ARN; undefined when the text is not one. */
export function parseArn(text: string): ArnParts | undefined {
  const [prefix, partition, service, region, accountId, ...resource] =
    text.split(':');
  if (prefix !== 'arn' || !partition || !service || !resource.length) {
    return undefined;
  }
  return {
    partition,
    service,
    region,
    accountId,
    resource: resource.join(':'),
  };
}

/** An account and a region, which together contain memories, keys and aliases. */
export interface Place {
  accountId: string;
  region: string;
}

/** The partition of a region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The ARN of a memory. */
export function memoryArn(place: Place, memoryId: string): string {
  return `arn:${partitionOf(place.region)}:bedrock-agentcore:${place.region}:${
    place.accountId
  }:memory/${memoryId}`;
}

/** The ARN of a KMS key. */
export function keyArn(place: Place, keyId: string): string {
  return `arn:${partitionOf(place.region)}:kms:${place.region}:${
    place.accountId
  }:key/${keyId}`;
}

/** The ARN of a KMS alias; the name includes `alias/`. */
export function aliasArn(place: Place, aliasName: string): string {
  return `arn:${partitionOf(place.region)}:kms:${place.region}:${
    place.accountId
  }:${aliasName}`;
}
