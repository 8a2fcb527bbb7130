import {
  BedrockAgentCoreControlClient,
  GetMemoryCommand,
  ListMemoriesCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';

/** What the baseline needs to call AWS. */
export interface BaselineOptions {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/**
 * The audit procedure that guidelines prescribe, as a plain script: list the memories, get each, list its
 * tags, describe its key, one after the other.
 *
 * @returns how many memories were audited
 */
export async function audit(options: BaselineOptions): Promise<number> {
  const agentCore = new BedrockAgentCoreControlClient(options);
  const kms = new KMSClient(options);
  let audited = 0;
  let nextToken: string | undefined;
  do {
    const page = await agentCore.send(
      new ListMemoriesCommand({ maxResults: 50, nextToken }),
    );
    for (const { id, arn } of page.memories ?? []) {
      const { memory } = await agentCore.send(
        new GetMemoryCommand({ memoryId: id, view: 'without_decryption' }),
      );
      await agentCore.send(
        new ListTagsForResourceCommand({ resourceArn: arn }),
      );
      if (memory?.encryptionKeyArn) {
        await kms
          .send(new DescribeKeyCommand({ KeyId: memory.encryptionKeyArn }))
          .catch(() => undefined);
      }
      audited += 1;
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return audited;
}
