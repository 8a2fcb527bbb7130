import {
  BedrockAgentCoreControlClient,
  CreateMemoryCommand,
  DeleteMemoryCommand,
  GetMemoryCommand,
  ListMemoriesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateMemoryCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  DisableKeyRotationCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { AWS_CONFIG } from './Portal';

/** A memory as AWS has it. */
export interface AwsMemory {
  arn: string;
  id: string;
  keyArn?: string;
  status: string;
}

/** What the people of one account do in one of its regions, with the official clients. */
export class AwsAdmin {
  readonly #agentCore: BedrockAgentCoreControlClient;
  readonly #kms: KMSClient;

  private constructor(
    agentCore: BedrockAgentCoreControlClient,
    kms: KMSClient,
    readonly accountId: string,
    readonly region: string,
  ) {
    this.#agentCore = agentCore;
    this.#kms = kms;
  }

  static async of(
    endpoint: string,
    accountId: string,
    region: string,
  ): Promise<AwsAdmin> {
    const sts = new STSClient({
      region: 'us-east-1',
      endpoint,
      credentials: AWS_CONFIG.mainAccount,
    });
    const { roleName } = AWS_CONFIG.accountDefaults;
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
        RoleSessionName: 'people',
      }),
    );
    const options = {
      endpoint,
      region,
      maxAttempts: 5,
      credentials: {
        accessKeyId: given!.AccessKeyId!,
        secretAccessKey: given!.SecretAccessKey!,
        sessionToken: given!.SessionToken!,
      },
    };
    return new AwsAdmin(
      new BedrockAgentCoreControlClient(options),
      new KMSClient(options),
      accountId,
      region,
    );
  }

  /** All memories, one call after the other. */
  async memories(): Promise<AwsMemory[]> {
    const found: AwsMemory[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#agentCore.send(
        new ListMemoriesCommand({ maxResults: 50, nextToken }),
      );
      for (const { id, arn } of page.memories ?? []) {
        const { memory } = await this.#agentCore.send(
          new GetMemoryCommand({ memoryId: id, view: 'without_decryption' }),
        );
        found.push({
          arn: arn!,
          id: id!,
          keyArn: memory?.encryptionKeyArn,
          status: memory!.status!,
        });
      }
      nextToken = page.nextToken;
    } while (nextToken);
    return found;
  }

  async create(
    name: string,
    keyArn: string | undefined,
    tags: Record<string, string>,
  ): Promise<void> {
    await this.#agentCore.send(
      new CreateMemoryCommand({
        name,
        encryptionKeyArn: keyArn,
        eventExpiryDuration: 30,
        tags,
      }),
    );
  }

  async update(memoryId: string, description: string): Promise<void> {
    await this.#agentCore.send(
      new UpdateMemoryCommand({ memoryId, description }),
    );
  }

  async remove(memoryId: string): Promise<void> {
    await this.#agentCore.send(new DeleteMemoryCommand({ memoryId }));
  }

  async tag(resourceArn: string, tags: Record<string, string>): Promise<void> {
    await this.#agentCore.send(new TagResourceCommand({ resourceArn, tags }));
  }

  async untag(resourceArn: string, tagKeys: string[]): Promise<void> {
    await this.#agentCore.send(
      new UntagResourceCommand({ resourceArn, tagKeys }),
    );
  }

  /** As KMS spells it, such as `Enabled`. */
  async keyState(KeyId: string): Promise<string> {
    const { KeyMetadata } = await this.#kms.send(
      new DescribeKeyCommand({ KeyId }),
    );
    return KeyMetadata!.KeyState!;
  }

  async setEnabled(KeyId: string, enabled: boolean): Promise<void> {
    await this.#kms.send(
      enabled
        ? new EnableKeyCommand({ KeyId })
        : new DisableKeyCommand({ KeyId }),
    );
  }

  async setRotation(KeyId: string, enabled: boolean): Promise<void> {
    await this.#kms.send(
      enabled
        ? new EnableKeyRotationCommand({ KeyId })
        : new DisableKeyRotationCommand({ KeyId }),
    );
  }

  async scheduleDeletion(KeyId: string): Promise<void> {
    await this.#kms.send(
      new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 30 }),
    );
  }

  async cancelDeletion(KeyId: string): Promise<void> {
    await this.#kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await this.setEnabled(KeyId, true);
  }

  /** @param principal - whom the key is open to besides its account */
  async setPolicy(KeyId: string, principal?: string): Promise<void> {
    const allow = (AWS: string) => ({
      Effect: 'Allow',
      Principal: { AWS },
      Action: 'kms:*',
      Resource: '*',
    });
    const root = allow(`arn:aws:iam::${this.accountId}:root`);
    await this.#kms.send(
      new PutKeyPolicyCommand({
        KeyId,
        PolicyName: 'default',
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: principal ? [root, allow(principal)] : [root],
        }),
      }),
    );
  }
}
