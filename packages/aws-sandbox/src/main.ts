import { parseArgs } from 'node:util';
import { postEvents } from './events/postEvents';
import { mainAccountId, startSandbox } from './startSandbox';

const usage =
  'Usage: main.ts [--port 4577] [--seed demo|empty] [--events-to URL]';

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readOptions() {
  let values: { port: string; seed: string; 'events-to'?: string };
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string', default: '4577' },
        seed: { type: 'string', default: 'demo' },
        'events-to': { type: 'string' },
      },
    }));
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage}`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    return fail(`--port must be a port number, not ${values.port}\n${usage}`);
  }
  if (values.seed !== 'demo' && values.seed !== 'empty') {
    return fail(`--seed must be demo or empty, not ${values.seed}\n${usage}`);
  }
  const eventsTo = values['events-to'];
  if (eventsTo !== undefined && !/^https?:/.test(eventsTo)) {
    return fail(`--events-to must be an HTTP URL, not ${eventsTo}\n${usage}`);
  }
  return { port, seed: values.seed, eventsTo } as const;
}

async function run({ port, seed, eventsTo }: ReturnType<typeof readOptions>) {
  const sandbox = await startSandbox({ port, seed });
  if (eventsTo) {
    sandbox.onEvent(
      postEvents(eventsTo, problem => process.stderr.write(`${problem}\n`)),
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => sandbox.stop().then(() => process.exit(0)));
  }
  const { accessKeyId, secretAccessKey } =
    sandbox.credentialsFor(mainAccountId);
  process.stdout.write(
    `AWS sandbox ready at ${sandbox.url} (seed ${seed}, access key ${accessKeyId}, secret ${secretAccessKey})\n`,
  );
}

const options = readOptions();
run(options).catch((error: NodeJS.ErrnoException) =>
  fail(
    error.code === 'EADDRINUSE'
      ? `The AWS sandbox cannot start: port ${options.port} is taken. Stop what listens there, or choose another --port.`
      : `The AWS sandbox cannot start: ${error.message}`,
  ),
);
