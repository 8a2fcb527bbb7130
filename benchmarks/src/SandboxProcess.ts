import { ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface, Interface } from 'node:readline';

// Run from its sources only, never from a package that was built.
// eslint-disable-next-line no-restricted-syntax
const ROOT = path.resolve(__dirname, '../..');
const COMMAND = path.join(ROOT, 'packages/aws-sandbox/src/cli/main.ts');

/** Calls that the sandbox has seen. */
export interface Calls {
  total: number;
  throttled: number;
}

/**
 * The local AWS in a process of its own, as it would be on the other side of a network: its work and its
 * memory are not ours.
 */
export class SandboxProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(child: ChildProcess, lines: Interface, url: string) {
    this.#child = child;
    this.#lines = lines;
    this.url = url;
  }

  /** Starts it on a free port. @param args - as its command line takes them */
  static async start(args: readonly string[]): Promise<SandboxProcess> {
    return SandboxProcess.run(COMMAND, ['--port', '0', ...args]);
  }

  /** The same from a program of ours, which prints the URL. */
  static async run(
    program: string,
    args: readonly string[],
  ): Promise<SandboxProcess> {
    const child = spawn(
      process.execPath,
      [
        '--max-old-space-size=4096',
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        program,
        ...args,
      ],
      { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const lines = createInterface({ input: child.stdout! });
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', code =>
        reject(new Error(`The sandbox ended with ${code}`)),
      );
      lines.on('line', line => {
        const [found] = /http:\/\/[^\s]+/.exec(line) ?? [];
        if (found) resolve(found);
      });
    });
    return new SandboxProcess(child, lines, url);
  }

  /** What it has seen so far. */
  async calls(): Promise<Calls> {
    const answer = await fetch(`${this.url}/_sandbox/calls`);
    const { calls, throttled } = (await answer.json()) as {
      calls: Record<string, number>;
      throttled: Record<string, number> | number;
    };
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((a, b) => a + b, 0);
    return {
      total: sum(calls),
      throttled: typeof throttled === 'number' ? throttled : sum(throttled),
    };
  }

  /** What it has seen so far, by operation such as `kms:DescribeKey`. */
  async callsByOperation(): Promise<Record<string, number>> {
    const answer = await fetch(`${this.url}/_sandbox/calls`);
    return (await answer.json()).calls;
  }

  /** Disables or enables a key, as its own account would. */
  async switchKey(
    keyId: string,
    operation: 'disable' | 'enable',
  ): Promise<void> {
    const answer = await fetch(
      `${this.url}/_sandbox/keys/${encodeURIComponent(keyId)}/${operation}`,
      { method: 'POST' },
    );
    if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
  }

  /** Asks a program of ours; it answers a line with one of JSON. */
  async ask<T>(question: string): Promise<T> {
    const answer = new Promise<string>((resolve, reject) => {
      this.#lines.once('line', resolve);
      this.#lines.once('close', () => reject(new Error('The sandbox ended')));
    });
    this.#child.stdin!.write(`${question}\n`);
    return JSON.parse(await answer);
  }

  /** Ends it. */
  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}
