import { type AddressInfo, createServer, type Server, Socket } from 'node:net';

/** A service of this machine that nobody named, at every address the machine has. It counts who comes. */
export class Canary {
  arrivals = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Canary> {
    const server = createServer((socket) => {
      canary.arrivals += 1;
      socket.on('error', () => undefined).destroy();
    });
    const canary = new Canary(server);
    // `::` takes IPv4 as well (RFC 3493 §5.3): 127.0.0.1, 127.255.255.254 and 0.0.0.0 are all here.
    await new Promise<void>((done, fail) => {
      server.once('error', () => server.listen(0, '0.0.0.0', done).once('error', fail));
      server.listen(0, '::', done);
    });
    return canary;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((done) => void this.server.close(() => done()));
  }
}

/** Every connection that this process tries to make, whoever makes it. */
export class Tries {
  readonly ports: number[] = [];
  // Called with the socket as `this`, as the method that it stands before.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  private readonly connect = Socket.prototype.connect;

  constructor() {
    const note = (args: unknown[]): void => void this.ports.push(portIn(args));
    const { connect } = this;
    Socket.prototype.connect = function watched(this: Socket, ...args: unknown[]): Socket {
      note(args);
      return Reflect.apply(connect, this, args) as Socket;
    };
  }

  end(): void {
    Socket.prototype.connect = this.connect;
  }
}

/** NaN: a file, or nothing that anybody expects. */
function portIn([first]: readonly unknown[]): number {
  if (Array.isArray(first)) return portIn(first);
  return Number(typeof first === 'object' && first !== null ? Reflect.get(first, 'port') : first);
}
