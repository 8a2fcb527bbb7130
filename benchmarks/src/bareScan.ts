import {
  BedrockAgentCoreControlClient,
  ListMemoriesCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
} from '@aws-sdk/client-kms';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import limiterFactory from 'p-limit';
import { AWS_CONFIG, SCOPES_AT_ONCE } from './Portal';

const LIST_PAGE = 50;
const TAG_PAGE = 100;

/** A scope with the keys that its memories use. */
export interface BareScope {
  accountId: string;
  region: string;
  keyArns: readonly string[];
  /** Keys whose rotation can be asked for. */
  rotatingKeyArns: readonly string[];
}

/**
 * Makes the calls of a quiet rescan with bare SDK clients, and does nothing with the answers: what the SDK itself
 * costs.
 */
export async function bareScan(
  endpoint: string,
  scopes: readonly BareScope[],
): Promise<void> {
  const shared = {
    endpoint,
    requestHandler: new NodeHttpHandler({
      httpAgent: { keepAlive: true, maxSockets: 256 },
    }),
  };
  const sts = new STSClient({
    ...shared,
    region: 'us-east-1',
    credentials: AWS_CONFIG.mainAccount,
  });
  const roles = new Map<string, Promise<Credentials>>();
  const limit = limiterFactory(SCOPES_AT_ONCE);
  await Promise.all(
    scopes.map(scope =>
      limit(async () => {
        const role =
          roles.get(scope.accountId) ?? assumeRole(sts, scope.accountId);
        roles.set(scope.accountId, role);
        const { region } = scope;
        const config = { ...shared, region, credentials: await role };
        await readScope(scope, config);
      }),
    ),
  );
}

type Config = ConstructorParameters<typeof KMSClient>[0] & {};
type Credentials = { accessKeyId: string; secretAccessKey: string };

async function assumeRole(
  sts: STSClient,
  accountId: string,
): Promise<Credentials> {
  const { Credentials: answer } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/BackstageReader`,
      RoleSessionName: 'bare',
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer!;
  return {
    accessKeyId: AccessKeyId!,
    secretAccessKey: SecretAccessKey!,
    ...{ sessionToken: SessionToken! },
  };
}

async function readScope(
  { keyArns, rotatingKeyArns }: BareScope,
  config: Config,
): Promise<void> {
  const agentCore = new BedrockAgentCoreControlClient(config);
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await agentCore.send(
      new ListMemoriesCommand({ maxResults: LIST_PAGE, nextToken }),
    );
    arns.push(...(page.memories ?? []).map(({ arn }) => arn!));
    nextToken = page.nextToken;
  } while (nextToken);
  if (arns.length === 0) return;
  const tagging = new ResourceGroupsTaggingAPIClient(config);
  const kms = new KMSClient(config);
  const asked = [...arns, ...keyArns];
  const pages = Array.from(
    { length: Math.ceil(asked.length / TAG_PAGE) },
    (_, i) => asked.slice(i * TAG_PAGE, (i + 1) * TAG_PAGE),
  );
  await Promise.all([
    ...pages.map(ResourceARNList =>
      tagging.send(new GetResourcesCommand({ ResourceARNList })),
    ),
    ...keyArns.flatMap(KeyId => [
      kms.send(new DescribeKeyCommand({ KeyId })),
      kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
    ]),
    ...rotatingKeyArns.map(KeyId =>
      kms.send(new GetKeyRotationStatusCommand({ KeyId })),
    ),
    ...(keyArns.length > 0
      ? [kms.send(new ListAliasesCommand({ Limit: 100 }))]
      : []),
  ]);
}
