import { Sandbox } from 'aws-sandbox';
import { place } from './requests';

const SIGNATURE = '0'.repeat(64);

/** AWS's own APIs of one place, called as AWS documents them and without our own code. */
export class SandboxApi {
  readonly #sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Calls CreateKey. */
  async createKey(input: object): Promise<{ KeyId: string; Arn: string }> {
    return JSON.parse(await this.kms('CreateKey', input)).KeyMetadata;
  }

  /** Calls an operation of KMS. */
  kms(operation: string, input: object): Promise<string> {
    return this.#post('kms', '/', input, {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `TrentService.${operation}`,
    });
  }

  /** Calls CreateMemory. */
  createMemory(input: object): Promise<string> {
    return this.#post('bedrock-agentcore', '/memories/create', input, {
      'content-type': 'application/json',
    });
  }

  async #post(
    service: string,
    path: string,
    input: object,
    headers: Record<string, string>,
  ): Promise<string> {
    const { accessKeyId } = this.#sandbox.credentialsFor(place.accountId);
    const scope = `${accessKeyId}/20260101/${place.region}/${service}/aws4_request`;
    const response = await fetch(`${this.#sandbox.url}${path}`, {
      method: 'POST',
      headers: {
        ...headers,
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${SIGNATURE}`,
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  }
}
