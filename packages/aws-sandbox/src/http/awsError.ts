import { Protocol } from './services';

/** An error response of AWS: the code that clients see as `error.name`, and the HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error's body, e.g. `reason` of a ValidationException. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    status: number,
    message: string,
    details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** An HTTP response before it is written. */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const WIRE_FORMS: Record<
  Protocol,
  (error: AwsError, requestId: string) => WireResponse
> = {
  restJson: error => ({
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': error.code,
    },
    body: JSON.stringify({ message: error.message, ...error.details }),
  }),
  awsJson: error => ({
    status: error.status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({
      __type: error.code,
      message: error.message,
      ...error.details,
    }),
  }),
  query: (error, requestId) => ({
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>${
      error.status < 500 ? 'Sender' : 'Receiver'
    }</Type><Code>${error.code}</Code><Message>${escapeXml(
      error.message,
    )}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  }),
};

/** Serializes an error in the given protocol. */
export function toErrorResponse(
  error: AwsError,
  protocol: Protocol,
  requestId: string,
): WireResponse {
  return WIRE_FORMS[protocol](error, requestId);
}

/** Escapes text for an XML element. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
