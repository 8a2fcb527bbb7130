import { ConfigReader } from '@backstage/config';
import { coveringWith } from '../../__testUtils__/covering';
import { createInventory, createKeyActivityService } from '../../services';

/**
 * A process of its own, since Node reads its proxy settings when it starts: makes one call of each kind, and writes
 * what came of them. Takes the `aws` configuration and the ARN of a key as its arguments.
 */
async function callEverything(): Promise<object> {
  const [aws, keyArn, accountId, region] = process.argv.slice(2);
  const config = new ConfigReader({
    aws: JSON.parse(aws),
    ...coveringWith({ accounts: [accountId], organization: { accountId } }),
  });
  const options = { maxAttempts: 1, requestTimeoutMs: 5_000 };
  const inventory = createInventory(config, options);
  const { memories } = await inventory.listMemories({ accountId, region });
  const key = await inventory.createKeyReader().read(keyArn, accountId);
  const tags = await inventory.readTags({ accountId, region }, [
    { arn: keyArn },
  ]);
  const { history } = await createKeyActivityService(config, options).read(
    keyArn,
  );
  const accounts = await inventory.listAccounts({ accountId, exclude: [] });
  return {
    memories: memories.map(({ arn }) => arn),
    key: key.metadata.state,
    tags: tags.get(keyArn),
    history: history.status,
    accounts: accounts.accountIds,
  };
}

callEverything().then(
  result => process.stdout.write(JSON.stringify(result)),
  error => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  },
);
