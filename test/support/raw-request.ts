import { connect, type Socket } from 'node:net';

/** A request whose bytes a test sends by itself, to be as slow as it likes, or silent. */
export class RawRequest {
  /** What was answered so far. */
  answer = '';
  /** The connection is over. */
  ended = false;

  private constructor(readonly socket: Socket) {
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (this.answer += text));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.ended = true));
  }

  static open(
    port: number,
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<RawRequest> {
    const lines = Object.entries({ host: `localhost:${String(port)}`, ...headers });
    const head = [`${method} ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)];
    return new Promise((done, fail) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.off('error', fail);
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
        done(new RawRequest(socket));
      });
      socket.once('error', fail);
    });
  }

  /** Resolves when the system has taken all of it. */
  send(bytes: Uint8Array | string): Promise<void> {
    return new Promise((done) => this.socket.write(bytes, () => done()));
  }

  get status(): number | null {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(this.answer)?.[1];
    return status === undefined ? null : Number(status);
  }

  /** What followed the headers of the answer. */
  get body(): string {
    const at = this.answer.indexOf('\r\n\r\n');
    return at < 0 ? '' : this.answer.slice(at + 4);
  }

  header(name: string): string | null {
    const head = this.answer.slice(0, Math.max(0, this.answer.indexOf('\r\n\r\n')));
    return new RegExp(`^${name}: (.*)$`, 'imu').exec(head)?.[1]?.trim() ?? null;
  }

  hangUp(): void {
    this.socket.destroy();
  }
}
