/**
 * Regions that have AgentCore Memory, as published.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-regions.html
 * @public
 */
export const PUBLISHED_REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
];
