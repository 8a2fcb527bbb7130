import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { ADMIN_PATH, answerAdmin } from '../cli/admin';
import { answerCall, CallOutcome } from './answerCall';
import { WireRequest } from './dispatch';
import { SandboxContext } from './SandboxContext';

/** The only address that the sandbox listens on. */
const HOST = '127.0.0.1';

// Clients reuse connections; a short timeout would reset some of their requests without a fault having been added.
const KEEP_ALIVE_MS = 120_000;

async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://${HOST}`),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function write(outcome: CallOutcome, response: ServerResponse): void {
  if (outcome === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (typeof outcome === 'object') {
    response.writeHead(outcome.status, outcome.headers).end(outcome.body);
  }
}

async function serve(
  sandbox: SandboxContext,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  const request = await readRequest(message);
  write(
    request.url.pathname.startsWith(ADMIN_PATH)
      ? answerAdmin(sandbox, request)
      : await answerCall(sandbox, request, closed.signal),
    response,
  );
}

/** A listening server. */
export interface RunningServer {
  /** E.g. `http://127.0.0.1:4577`. */
  url: string;
  /** Closes the port and every open connection at once. */
  stop(): Promise<void>;
}

/** Listens on loopback; rejects when the port is in use. Port 0 selects a free port. */
export async function startServer(
  sandbox: SandboxContext,
  port: number,
): Promise<RunningServer> {
  const server: Server = createServer((message, response) => {
    // The client has disconnected during its request.
    serve(sandbox, message, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
