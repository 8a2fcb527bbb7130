import { IncomingHttpHeaders } from 'node:http';
import { escapeXml, WireResponse } from './awsError';
import { OperationResult } from './operation';
import { Protocol } from './services';

/** Guesses the protocol of a request whose service is unknown, for the error response. */
export function guessProtocol(headers: IncomingHttpHeaders): Protocol {
  if (headers['x-amz-target']) return 'awsJson';
  return headers['content-type']?.startsWith(
    'application/x-www-form-urlencoded',
  )
    ? 'query'
    : 'restJson';
}

function toXml(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, member]) => `<${name}>${toXml(member)}</${name}>`)
        .join('')
    : escapeXml(String(value));
}

const BODIES: Record<
  Protocol,
  (body: object, operation: string, requestId: string) => string
> = {
  restJson: body => JSON.stringify(body),
  awsJson: body => JSON.stringify(body),
  query: (body, operation, requestId) =>
    `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result>${toXml(
      body,
    )}</${operation}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
};

const CONTENT_TYPES: Record<Protocol, string> = {
  restJson: 'application/json',
  awsJson: 'application/x-amz-json-1.1',
  query: 'text/xml',
};

/** Serializes the result of an operation in the given protocol. */
export function toResultResponse(
  { status = 200, body }: OperationResult,
  protocol: Protocol,
  operation: string,
  requestId: string,
): WireResponse {
  return {
    status,
    headers: { 'content-type': CONTENT_TYPES[protocol] },
    body: body ? BODIES[protocol](body, operation, requestId) : '',
  };
}
