import { IncomingHttpHeaders } from 'node:http';
import { matchAgentcoreRoute } from '../agentcore/routes';
import { agentcoreService } from '../agentcore/service';
import { cloudtrailService } from '../cloudtrail/service';
import { kmsService } from '../kms/service';
import { organizationsService } from '../organizations/service';
import { stsService } from '../sts/service';
import { taggingService } from '../tagging/service';
import { AwsError } from './awsError';
import { Input } from './InputReader';
import { Service } from './operation';
import { SERVICE_PROTOCOLS, Protocol, ServiceName } from './services';

/** An HTTP request with its whole body. */
export interface WireRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The services by signing name. */
export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  'bedrock-agentcore': agentcoreService,
  cloudtrail: cloudtrailService,
  kms: kmsService,
  organizations: organizationsService,
  sts: stsService,
  tagging: taggingService,
};

const TARGET_PREFIXES: Partial<Record<ServiceName, string>> = {
  cloudtrail: 'CloudTrail_20131101',
  kms: 'TrentService',
  organizations: 'AWSOrganizationsV20161128',
  tagging: 'ResourceGroupsTaggingAPI_20170126',
};

function parseJson(body: string): Input {
  let value: unknown;
  try {
    value = body ? JSON.parse(body) : {};
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AwsError(
      'SerializationException',
      400,
      'The body is not a JSON object',
    );
  }
  return value as Input;
}

const READERS: Record<
  Protocol,
  (
    request: WireRequest,
    service: ServiceName,
  ) => { operation: string; readInput: () => Input } | undefined
> = {
  restJson({ method, url, body }) {
    const match = matchAgentcoreRoute(method, url);
    return (
      match && {
        operation: match.operation,
        // Members in the URL override the body, which could name another memory.
        readInput: () => ({ ...parseJson(body), ...match.members }),
      }
    );
  },
  awsJson({ headers, body }, service) {
    const [prefix, operation] = String(headers['x-amz-target']).split('.');
    return prefix === TARGET_PREFIXES[service] && operation
      ? { operation, readInput: () => parseJson(body) }
      : undefined;
  },
  query({ body }) {
    const { Action: operation, ...input } = Object.fromEntries(
      new URLSearchParams(body),
    );
    return operation ? { operation, readInput: () => input } : undefined;
  },
};

const UNKNOWN_OPERATION_ERRORS: Record<
  Protocol,
  { code: string; status: number }
> = {
  restJson: { code: 'UnknownOperationException', status: 404 },
  awsJson: { code: 'UnknownOperationException', status: 400 },
  query: { code: 'InvalidAction', status: 400 },
};

/** The operation of a request. */
export interface Dispatched {
  operation: string;
  /** Parses the input; throws a SerializationException when it is malformed. */
  readInput: () => Input;
}

/** Finds the operation of a request. An operation that the sandbox does not implement is an error, never a stub. */
export function dispatch(
  request: WireRequest,
  service: ServiceName,
): Dispatched {
  const protocol = SERVICE_PROTOCOLS[service];
  const found = READERS[protocol](request, service);
  const { operations } = SERVICES[service];
  if (!found || !Object.hasOwn(operations, found.operation)) {
    const { code, status } = UNKNOWN_OPERATION_ERRORS[protocol];
    throw new AwsError(
      code,
      status,
      `The sandbox has no operation ${
        found?.operation ?? `${request.method} ${request.url.pathname}`
      } of service ${service}`,
    );
  }
  return found;
}
