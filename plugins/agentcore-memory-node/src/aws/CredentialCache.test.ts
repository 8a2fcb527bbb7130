import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { AccountCheck, Identity } from './AccountCheck';
import { CredentialCache } from './CredentialCache';

const ACCOUNT = '111122223333';
const place = { accountId: ACCOUNT, region: 'eu-central-1' };
const ROLE = `arn:aws:iam::${ACCOUNT}:role/BackstageReader`;
const TIMEOUT_MS = 30_000;

/** A cache over providers that never answer, unless the test does it for them. */
function createCache() {
  const attempts: ((identity: Identity) => void)[] = [];
  const manager: AwsCredentialsManager = {
    getCredentialProvider: async () => ({
      roleArn: ROLE,
      sdkCredentialProvider: () =>
        new Promise(resolve => {
          attempts.push(resolve);
        }),
    }),
  };
  const check = new AccountCheck(() => {
    throw new Error('An assumed role was not believed');
  });
  const cache = new CredentialCache({
    manager,
    check,
    requestHandler: {},
    timeoutMs: TIMEOUT_MS,
  });
  return { cache, attempts };
}

describe('CredentialCache', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** What an attempt ends with after its time. */
  async function reasonOf(cache: CredentialCache): Promise<string> {
    const reason = cache.ready(place).then(
      () => 'ready',
      error => error.message,
    );
    await jest.advanceTimersByTimeAsync(TIMEOUT_MS);
    return reason;
  }
  const SILENT = `sts:AssumeRole: no answer within 30 s for ${ROLE}`;

  it('gives up what never answers, and begins it neither at once nor without end', async () => {
    const { cache, attempts } = createCache();
    expect(await reasonOf(cache)).toBe(SILENT);
    // The other regions of the account hear the same, and do not wait.
    await expect(cache.ready(place)).rejects.toThrow(SILENT);
    expect(attempts).toHaveLength(1);
    for (let tried = 2; tried <= 3; tried += 1) {
      await jest.advanceTimersByTimeAsync(TIMEOUT_MS);
      expect(await reasonOf(cache)).toBe(SILENT);
      expect(attempts).toHaveLength(tried);
    }
    await jest.advanceTimersByTimeAsync(TIMEOUT_MS);
    expect(await reasonOf(cache)).toMatch('3 requests for them were never');
    expect(attempts).toHaveLength(3);

    const identity = { accessKeyId: 'a', secretAccessKey: 'b' };
    attempts[0](identity);
    await jest.advanceTimersByTimeAsync(0);
    const ready = cache.ready(place);
    await jest.advanceTimersByTimeAsync(0);
    expect(attempts).toHaveLength(4);
    attempts[3](identity);
    await ready;
    await expect(cache.providerOf(place)()).resolves.toBe(identity);
  });

  it('lets all who wait share one attempt', async () => {
    const { cache, attempts } = createCache();
    const ready = Promise.all([1, 2, 3].map(() => cache.ready(place)));
    await jest.advanceTimersByTimeAsync(0);
    expect(attempts).toHaveLength(1);
    attempts[0]({ accessKeyId: 'a', secretAccessKey: 'b' });
    await ready;
  });

  it('believes no role of another account', async () => {
    const { cache, attempts } = createCache();
    const other = { ...place, accountId: '444455556666' };
    const ready = cache.ready(other).catch(error => error.message);
    await jest.advanceTimersByTimeAsync(0);
    attempts[0]({ accessKeyId: 'a', secretAccessKey: 'b' });
    expect(await ready).toBe(
      `The credentials for account 444455556666 belong to account ${ACCOUNT}`,
    );
  });
});
