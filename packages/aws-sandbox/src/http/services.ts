/** The signing names of the services that the sandbox serves. */
export type ServiceName =
  | 'bedrock-agentcore'
  | 'cloudtrail'
  | 'kms'
  | 'organizations'
  | 'sts'
  | 'tagging';

/** Wire protocol of a service. */
export type Protocol = 'restJson' | 'awsJson' | 'query';

/** The protocol of each service. */
export const SERVICE_PROTOCOLS: Record<ServiceName, Protocol> = {
  'bedrock-agentcore': 'restJson',
  cloudtrail: 'awsJson',
  kms: 'awsJson',
  organizations: 'awsJson',
  sts: 'query',
  tagging: 'awsJson',
};

/** Whether a signing name belongs to a service that the sandbox serves. */
export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(SERVICE_PROTOCOLS, name);
}
