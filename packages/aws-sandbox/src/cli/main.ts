import { postEvents } from '../events/postEvents';
import { MAIN_ACCOUNT_ID, startSandbox } from '../startSandbox';
import { readOptions, USAGE, CommandOptions } from './options';

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function options(): CommandOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return fail(`${(error as Error).message}\n${USAGE}`);
  }
}

async function run({
  seedName,
  eventsTo,
  eventsHeaders,
  ...rest
}: CommandOptions) {
  // A sandbox in its own process may run for days, and its single calls are not readable from outside.
  const sandbox = await startSandbox({ ...rest, callLog: 'counts' });
  if (eventsTo) {
    sandbox.onEvent(
      postEvents(
        eventsTo,
        problem => process.stderr.write(`${problem}\n`),
        eventsHeaders,
      ),
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => sandbox.stop().then(() => process.exit(0)));
  }
  const { accessKeyId, secretAccessKey } =
    sandbox.credentialsFor(MAIN_ACCOUNT_ID);
  process.stdout.write(
    `AWS sandbox ready at ${sandbox.url} (seed ${seedName}, access key ${accessKeyId}, secret ${secretAccessKey})\n`,
  );
}

const asked = options();
run(asked).catch((error: NodeJS.ErrnoException) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `The AWS sandbox cannot start: port ${asked.port} is taken. Stop the process that uses it, or choose another --port.`
      : `The AWS sandbox cannot start: ${error.message}`,
  ),
);
