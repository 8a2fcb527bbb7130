import { ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { BackendNews, BackendSetup, Usage } from './backendMessages';

const PROGRAM = require.resolve('./backendProgram');

/** A process that goes on for longer after SIGTERM is killed, as Kubernetes does. */
const GRACE_MS = 30_000;

/** A Backstage backend in a process of its own, as each replica of a portal is. */
export class BackendProcess {
  /** Runs over all scopes that ended here. */
  readonly runs: { startedAt: string }[] = [];
  /** Scopes that were looked at here, by outcome. */
  readonly scopes = new Map<string, number>();
  readonly #child: ChildProcess;
  readonly #news = new EventEmitter();
  readonly #ended: Promise<never>;
  #questions = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`The backend ended with ${code ?? signal}`);
    });
    // Who waits for something is told.
    this.#ended.catch(() => {});
  }

  /** @param onLog - is told of warnings and errors */
  static async start(
    setup: BackendSetup,
    awsUrl: string,
    onLog: (line: string) => void,
  ): Promise<BackendProcess> {
    const child = fork(PROGRAM, [JSON.stringify(setup)], {
      execArgv: [
        '--expose-gc',
        '--max-old-space-size=8192',
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
      ],
      env: { ...process.env, AWS_ENDPOINT_URL: awsUrl },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const backend = new BackendProcess(child);
    child.on('message', (news: BackendNews) => backend.#hear(news, onLog));
    await Promise.race([once(backend.#news, 'ready'), backend.#ended]);
    return backend;
  }

  /** What it has used since it started. */
  async usage(): Promise<Usage> {
    const { usage } = (await this.#ask('usage')) as { usage: Usage };
    return usage;
  }

  /** Has all scopes scanned. @returns seconds */
  async scan(): Promise<number> {
    const finished = once(this.#news, 'run');
    const { error } = (await this.#ask('scan')) as { error?: string };
    if (error) throw new Error(error);
    const [{ startedAt }] = await Promise.race([finished, this.#ended]);
    return (Date.now() - Date.parse(startedAt)) / 1000;
  }

  /** Resolves when a run is under way: a scope was looked at. */
  async scanning(): Promise<void> {
    await Promise.race([once(this.#news, 'scope'), this.#ended]);
  }

  /** Ends it, as a deployment or the kernel would. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(timer);
  }

  #hear(news: BackendNews, onLog: (line: string) => void) {
    switch (news.type) {
      case 'log':
        onLog(`${news.level}: ${news.message}`);
        break;
      case 'scope':
        this.scopes.set(news.outcome, (this.scopes.get(news.outcome) ?? 0) + 1);
        this.#news.emit('scope');
        break;
      case 'run':
        this.runs.push(news);
        this.#news.emit('run', news);
        break;
      case 'ready':
        this.#news.emit('ready');
        break;
      default:
        this.#news.emit(`answer-${news.id}`, news);
    }
  }

  async #ask(ask: 'usage' | 'scan'): Promise<unknown> {
    this.#questions += 1;
    const id = this.#questions;
    const answered = once(this.#news, `answer-${id}`);
    this.#child.send({ ask, id });
    const [answer] = await Promise.race([answered, this.#ended]);
    return answer;
  }
}
