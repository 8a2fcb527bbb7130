import { createServer, request, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo, connect, Socket } from 'node:net';
import { generate } from 'selfsigned';

function listen(server: Server): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

/** A proxy that lets clients CONNECT to the hosts of AWS, behind each of which is the sandbox. */
export class ConnectProxy {
  /** Hosts that clients asked to be connected to. */
  readonly hosts = new Set<string>();
  readonly url: string;
  /** What the hosts identify themselves with: an authority to trust. */
  readonly certificate: string;
  readonly #servers: Server[];

  private constructor(url: string, certificate: string, servers: Server[]) {
    this.url = url;
    this.certificate = certificate;
    this.#servers = servers;
  }

  static async start(
    sandboxUrl: string,
    hosts: readonly string[],
  ): Promise<ConnectProxy> {
    const { private: key, cert } = generate(
      [{ name: 'commonName', value: 'aws.test' }],
      {
        keySize: 2048,
        algorithm: 'sha256',
        extensions: [
          { name: 'basicConstraints', cA: true },
          {
            name: 'subjectAltName',
            altNames: hosts.map(value => ({ type: 2, value })),
          },
        ],
      },
    );
    const aws = createTlsServer({ key, cert }, (message, response) => {
      const { method, headers } = message;
      const forwarded = request(
        new URL(message.url ?? '/', sandboxUrl),
        { method, headers },
        answer => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      message.pipe(forwarded);
    });
    const port = await listen(aws);
    const proxy = createServer();
    const url = `http://127.0.0.1:${await listen(proxy)}`;
    const started = new ConnectProxy(url, cert, [proxy, aws]);
    proxy.on('connect', (message, client: Socket) => {
      started.hosts.add(String(message.url));
      const upstream = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    return started;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  }
}
