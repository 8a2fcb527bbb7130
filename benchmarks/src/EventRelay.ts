import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { EVENTS_HEADER, eventsUrl } from './BackendPortal';

const GIVE_UP_MS = 5_000;

/** Brings each event of the local AWS to all replicas, as rules with several targets do. What is down misses it. */
export class EventRelay {
  readonly url: string;
  readonly #server: Server;
  #accepted = 0;
  #missed = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  /** @param ports - of the replicas */
  static async start(ports: readonly number[]): Promise<EventRelay> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const relay = new EventRelay(server);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.writeHead(202).end();
      const body = Buffer.concat(chunks).toString();
      ports.forEach(port => relay.#pass(port, body));
    });
    return relay;
  }

  /** Deliveries that a replica took, and those that it missed. */
  get deliveries(): { accepted: number; missed: number } {
    return { accepted: this.#accepted, missed: this.#missed };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #pass(port: number, body: string): Promise<void> {
    const [name, value] = EVENTS_HEADER;
    const taken = await fetch(eventsUrl(port), {
      method: 'POST',
      headers: { 'content-type': 'application/json', [name]: value },
      body,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    }).then(
      response => response.ok,
      () => false,
    );
    if (taken) this.#accepted += 1;
    else this.#missed += 1;
  }
}
