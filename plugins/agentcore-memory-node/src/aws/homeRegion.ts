/**
 * By partition: the region of its Organizations, in which every account can call STS as well.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ao.html
 */
const HOME_REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
};

/** The region in which services are called that a partition has once. */
export function homeRegionOf(partition: string): string {
  return HOME_REGIONS[partition] ?? HOME_REGIONS.aws;
}
