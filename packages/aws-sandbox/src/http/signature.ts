import { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './awsError';

/** The credential scope of a SigV4 `Authorization` header. */
export interface SignatureScope {
  accessKeyId: string;
  region: string;
  /** Signing name of the service. */
  service: string;
  /** Present with temporary credentials. */
  sessionToken?: string;
}

const SCOPE_PATTERN =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request,\s*SignedHeaders=[^,]+,\s*Signature=[0-9a-f]{64}$/;

/**
 * Reads the credential scope of a signed request.
 *
 * @remarks
 * The signature is parsed, not verified. A request without one is refused, so that a client without credentials fails as it
 * does in AWS.
 */
export function readSignatureScope(
  headers: IncomingHttpHeaders,
): SignatureScope {
  const { authorization } = headers;
  if (!authorization) {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      403,
      'Missing Authentication Token',
    );
  }
  const match = SCOPE_PATTERN.exec(authorization);
  if (!match) {
    throw new AwsError(
      'IncompleteSignatureException',
      403,
      'Authorization header is not an AWS Signature Version 4 with credential scope, signed headers and signature.',
    );
  }
  const token = headers['x-amz-security-token'];
  return {
    accessKeyId: match[1],
    region: match[2],
    service: match[3],
    sessionToken: typeof token === 'string' ? token : undefined,
  };
}
