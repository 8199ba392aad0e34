import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Somebody the configuration names, who answers what a test wants: over HTTP. */
export class Partner {
  answer: Answer = (_request, response) => void response.writeHead(404).end();
  asked = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Partner> {
    const server = createHttpServer((request, response) => {
      // What was sent is read first: a body that nobody reads would look like a refusal.
      request.resume().once('end', () => {
        partner.asked += 1;
        partner.answer(request, response);
      });
    });
    const partner = new Partner(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return partner;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => void this.server.close(() => done()));
  }
}

/** The same over a protocol of its own: called with each connection, and with what comes on it. */
export class SocketPartner {
  /** Says the first word, where its protocol has it so. */
  greet: (socket: Socket) => void = () => undefined;
  answer: (socket: Socket, data: Buffer) => void = () => undefined;
  asked = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: TcpServer) {}

  static async start(): Promise<SocketPartner> {
    const server = createTcpServer((socket) => {
      partner.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => void partner.sockets.delete(socket));
      socket.on('data', (data) => {
        partner.asked += 1;
        partner.answer(socket, data);
      });
      partner.greet(socket);
    });
    const partner = new SocketPartner(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return partner;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => void this.server.close(() => done()));
  }
}
