import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  createKeyWriter,
  createWriter,
} from 'backstage-plugin-agentcore-memory-node';
import { applyTerraform } from './__testUtils__/applyTerraform';
import { deployTemplate } from './__testUtils__/deployTemplate';
import { parseTemplate } from './__testUtils__/parseTemplate';
import { parseTerraform } from './__testUtils__/parseTerraform';
import {
  beyondTerraform,
  KEY_ID,
  place,
  requests,
} from './__testUtils__/requests';
import { SandboxApi } from './__testUtils__/SandboxApi';
import { storedIn } from './__testUtils__/storedIn';
import { CodeRequest } from 'backstage-plugin-agentcore-memory-node';
import { toCloudFormation } from './toCloudFormation';
import { toTerraform } from './toTerraform';

/** What AWS holds after something was created in an account that has one key. */
async function after(create: (sandbox: Sandbox) => Promise<void>) {
  const sandbox = await startSandbox();
  try {
    sandbox.state.createKey({ ...place, keyId: KEY_ID });
    await create(sandbox);
    return storedIn(sandbox);
  } finally {
    await sandbox.stop();
  }
}

/** The same creation without code, by the writers. */
async function createDirectly(
  { memory, key }: CodeRequest,
  sandbox: Sandbox,
): Promise<void> {
  const { accountId } = place;
  process.env.AWS_ENDPOINT_URL = sandbox.url;
  try {
    const root = new ConfigReader({
      aws: { accounts: [{ accountId, ...sandbox.credentialsFor(accountId) }] },
      catalog: {
        providers: { agentCoreMemory: { main: { accounts: [accountId] } } },
      },
    });
    let encryptionKeyArn: string;
    if ('arn' in key) {
      encryptionKeyArn = key.arn;
    } else {
      const keys = createKeyWriter(root);
      encryptionKeyArn = await keys.createKey(place, key.create);
      await keys.enableRotation(place, encryptionKeyArn);
      await keys.createAlias(place, key.create.alias, encryptionKeyArn);
    }
    await createWriter(root).create(place, {
      ...memory,
      encryptionKeyArn,
      clientToken: 'a-token-of-no-meaning-but-long-enough',
    });
  } finally {
    delete process.env.AWS_ENDPOINT_URL;
  }
}

async function createByTemplate(request: CodeRequest, sandbox: Sandbox) {
  const file = toCloudFormation(request).find(
    ({ path }) => path === 'template.yaml',
  );
  await deployTemplate(parseTemplate(file!.content), new SandboxApi(sandbox));
}

async function createByTerraform(request: CodeRequest, sandbox: Sandbox) {
  await applyTerraform(
    parseTerraform(toTerraform(request)),
    new SandboxApi(sandbox),
  );
}

describe('the code of a memory', () => {
  it.each([...requests, ...beyondTerraform])(
    'is as a CloudFormation template the memory that is created directly: %s',
    async (_, request) => {
      const direct = await after(sandbox => createDirectly(request, sandbox));
      expect(direct.memories).toHaveLength(1);
      expect(
        await after(sandbox => createByTemplate(request, sandbox)),
      ).toEqual(direct);
    },
  );

  it.each(requests)(
    'is as Terraform code the memory that is created directly: %s',
    async (_, request) => {
      const direct = await after(sandbox => createDirectly(request, sandbox));
      expect(
        await after(sandbox => createByTerraform(request, sandbox)),
      ).toEqual(direct);
    },
  );
});
