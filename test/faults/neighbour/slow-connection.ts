import { connect, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { bodyBytes, type Shot } from './shot.js';

const BYTE_EVERY_MS = 100;
const AGAIN_AFTER_MS = 250;
/** Bytes of a body that are left to be sent one by one. */
const LEFT = 256;
/** Questions whose answers nobody reads, on one connection. */
const UNREAD = 30;
/** A JSON body as large as any route reads. */
const JSON_BYTES = 1024 * 1024;

/** A connection that sends a large body up to its end and then byte by byte, or asks much and never reads. */
export class SlowConnection {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly url: string,
    private readonly shot: Shot,
    private readonly manner: 'writing' | 'reading',
    private readonly onEnd: (what: string) => void,
  ) {
    this.open();
  }

  private open(): void {
    const { hostname, port } = new URL(this.url);
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    socket.on('error', () => undefined);
    socket.on('connect', () => (this.manner === 'writing' ? this.write(socket) : this.ask(socket)));
    if (this.manner === 'writing')
      socket.on('data', (bytes: Buffer) => (answer ||= bytes.toString('latin1', 0, 12)));
    socket.on('close', () => {
      if (this.timer !== null) clearInterval(this.timer);
      this.onEnd(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'cut');
      setTimeout(() => this.open(), AGAIN_AFTER_MS);
    });
  }

  private write(socket: Socket): void {
    const bytes = large(this.shot);
    const left = Math.min(LEFT, bytes.length);
    let at = bytes.length - left;
    socket.write(this.head(bytes.length));
    socket.write(bytes.subarray(0, at));
    this.timer = setInterval(() => {
      // Never the last one.
      if (at < bytes.length - 1 && socket.writable) socket.write(bytes.subarray(at, (at += 1)));
    }, BYTE_EVERY_MS);
  }

  private ask(socket: Socket): void {
    socket.pause();
    for (let times = 0; times < UNREAD; times += 1) {
      const body = bodyBytes(this.shot.body, { number: () => times, uuid: randomUUID });
      socket.write(this.head(body?.length ?? 0));
      if (body !== null) socket.write(body);
    }
  }

  private head(length: number): string {
    const { method, path, headers } = this.shot;
    const lines = Object.entries({
      host: new URL(this.url).host,
      ...headers,
      'content-length': String(length),
    });
    return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  }
}

/** JSON may begin with any amount of white space; other bodies are as large as they are. */
function large({ body }: Shot): Uint8Array {
  if (body !== null && 'bytes' in body) return body.bytes;
  const bytes = bodyBytes(body, { number: () => 0, uuid: randomUUID }) ?? Buffer.from('{}');
  return Buffer.concat([Buffer.alloc(Math.max(0, JSON_BYTES - bytes.length), ' '), bytes]);
}
