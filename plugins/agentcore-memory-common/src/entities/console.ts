import { ArnParts } from '../facts';

const CONSOLE_HOST: Record<string, string> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Address of a page of the AWS console, or `undefined` for a partition whose console is not known. */
export function consoleUrl(
  { partition, region }: Pick<ArnParts, 'partition' | 'region'>,
  path: string,
): string | undefined {
  const host = Object.hasOwn(CONSOLE_HOST, partition)
    ? CONSOLE_HOST[partition]
    : undefined;
  return host && `https://${region}.${host}${path}`;
}
