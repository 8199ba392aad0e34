import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { issue, makeAuthority } from './certificates.js';

const FRAME = /^([1-9]\d{0,5}) /;
/** RFC 5424 §6, as far as ours goes: no structured data. */
const MESSAGE = /^<(\d{1,3})>1 (\S+) (\S+) (\S+) (\S+) (\S+) - (.*)$/;

export interface SyslogMessage {
  readonly priority: number;
  readonly at: string;
  readonly host: string;
  readonly app: string;
  readonly id: string;
  readonly text: string;
  /** As a collector writes it into a file. */
  readonly line: string;
}

/** A collector of logs over TLS, which reads frames (RFC 5425 §4.3) to the byte. */
export class SyslogCollector {
  readonly messages: SyslogMessage[] = [];
  /** What was no frame. */
  readonly wrong: string[] = [];
  /** Cuts connections as they come. */
  isRude = false;
  private readonly sockets = new Set<TLSSocket>();

  private constructor(
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<SyslogCollector> {
    const folder = mkdtempSync(join(tmpdir(), 'maroquin-test-syslog-'));
    await makeAuthority(folder, 'root');
    await makeAuthority(folder, 'stranger');
    await issue(folder, ['root', 'collector'], ['subjectAltName=DNS:localhost']);
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const server = createServer({ key: read('collector.key'), cert: read('collector.pem') });
    const collector = new SyslogCollector(folder, server);
    server.on('secureConnection', (socket) => collector.listenTo(socket));
    server.on('connection', (socket: Socket) => {
      if (collector.isRude) socket.resetAndDestroy();
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return collector;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** PEM: of who issued its certificate, or of somebody else. */
  authority(name: 'root' | 'stranger' = 'root'): string {
    return readFileSync(join(this.folder, `${name}.pem`), 'utf8');
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((done) => this.server.close(() => done()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listenTo(socket: TLSSocket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1');
      for (let frame = FRAME.exec(text); frame !== null; frame = FRAME.exec(text)) {
        const start = frame[0].length;
        const end = start + Number(frame[1]);
        if (text.length < end) return;
        this.take(text.slice(start, end));
        text = text.slice(end);
      }
    });
    socket.on('end', () => {
      if (text !== '') this.wrong.push(text);
    });
  }

  private take(message: string): void {
    const parts = MESSAGE.exec(message);
    if (parts === null) {
      this.wrong.push(message);
      return;
    }
    const [, priority = '', at = '', host = '', app = '', , id = '', text = ''] = parts;
    const line = `${at} ${host} ${app}: ${text}`;
    this.messages.push({ priority: Number(priority), at, host, app, id, text, line });
  }
}
