import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * The network between a browser and the servers, as an HTTP proxy that the browser is told to use: the page's origin
 * stays the server's own. It can let no WebSocket through, and it can swallow everything, as a sleeping laptop's does.
 */
export class Network {
  /** Requests, by `METHOD path`, since the beginning. */
  readonly requests: string[] = [];
  letsWebSockets = true;
  /** WebSockets that were refused. */
  refused = 0;
  private readonly sockets = new Set<Duplex>();
  private readonly tunnels = new Set<Duplex>();
  private swallows = false;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Network> {
    const server = createServer();
    const network = new Network(server);
    server.on('connection', (socket) => network.follow(socket));
    server.on('request', (incoming, answer) => {
      if (network.swallows) return;
      const { url = '', method = 'GET', headers } = incoming;
      const { hostname, port, pathname, search } = new URL(url);
      network.requests.push(`${method} ${pathname}`);
      const onward = request({ hostname, port, path: pathname + search, method, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
    // A browser asks a proxy for a tunnel when a page opens a WebSocket.
    server.on('connect', (incoming, socket, head) => network.tunnel(incoming, socket, head));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Nothing arrives any more, in either direction, and nobody is told. */
  fallSilent(): void {
    this.swallows = true;
    for (const socket of this.sockets) socket.pause();
  }

  /**
   * New connections work; WebSockets of before stay dead, and nobody says so. The connections of plain requests are cut:
   * browsers give theirs up by themselves when the network changes.
   */
  recover(): void {
    this.swallows = false;
    for (const socket of this.sockets) if (!this.tunnels.has(socket)) socket.destroy();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private follow(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    if (this.swallows) socket.pause();
  }

  private tunnel({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.swallows) return;
    if (!this.letsWebSockets) {
      this.refused += 1;
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const [host, port] = url.split(':');
    const onward: Socket = connect(Number(port), host);
    this.follow(onward);
    for (const end of [socket, onward]) {
      this.tunnels.add(end);
      end.on('close', () => this.tunnels.delete(end));
    }
    onward.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('close', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  }
}
