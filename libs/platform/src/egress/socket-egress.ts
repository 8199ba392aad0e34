import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { EgressRefused } from './egress.js';

/** Where one outgoing need that speaks another protocol than HTTP may lead, and what it may cost. */
interface SocketEgressRule {
  /** `host:port`. Nothing else is ever connected. */
  readonly places: ReadonlySet<string>;
  readonly connectWithinMs: number;
}

/** How often what has arrived is counted. */
const COUNT_EVERY_MS = 50;

/**
 * The way out for protocols of their own: a connection leads to a declared place only, and what comes back on it is
 * bounded, also while TLS runs on top of it.
 */
export class SocketEgress {
  constructor(private readonly rule: SocketEgressRule) {}

  /**
   * @param maxBytes of everything that arrives on this connection; beyond it is cut
   * @throws {EgressRefused} before anything is sent
   */
  async open(host: string, port: number, maxBytes: number): Promise<Socket> {
    if (!this.rule.places.has(`${host}:${String(port)}`)) throw new EgressRefused('origin');
    return this.bounded(connect({ host, port, noDelay: true }), maxBytes);
  }

  /**
   * The same, with TLS from the first byte and the certificate checked.
   * @param ca authority, PEM; null: those of the system
   * @throws {EgressRefused} before anything is sent @throws {Error} when the certificate is not of this host
   */
  async openTls(
    host: string,
    port: number,
    { ca, maxBytes }: { readonly ca: string | null; readonly maxBytes: number },
  ): Promise<TLSSocket> {
    const socket = await this.open(host, port, maxBytes);
    const secure = connectTls({
      socket,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === null ? {} : { ca }),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: true,
    });
    await connected(secure, this.rule.connectWithinMs, 'secureConnect');
    return secure;
  }

  /** A socket of this machine, which leads nowhere else. */
  openFile(path: string, maxBytes: number): Promise<Socket> {
    return this.bounded(connect({ path }), maxBytes);
  }

  private async bounded(socket: Socket, maxBytes: number): Promise<Socket> {
    const timer = setInterval(() => {
      if (socket.bytesRead > maxBytes) socket.destroy(new EgressRefused('too-large'));
    }, COUNT_EVERY_MS);
    timer.unref();
    socket.once('close', () => clearInterval(timer));
    await connected(socket, this.rule.connectWithinMs);
    // Whoever reads it hears of errors by its own means; nobody's error ends the process.
    socket.on('error', () => undefined);
    return socket;
  }
}

function connected(socket: Socket, withinMs: number, event = 'connect'): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () => socket.destroy(new DOMException('no connection in time', 'TimeoutError')),
      withinMs,
    );
    const ended = (error: Error): void => {
      clearTimeout(timer);
      fail(error);
    };
    socket.once('error', ended);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.removeListener('error', ended);
      done();
    });
  });
}
