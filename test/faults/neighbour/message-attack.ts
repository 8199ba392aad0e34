import type { WebSocket } from 'ws';
import { bodyBytes, type FreshBody, type Make } from './shot.js';
import { type Headers, openPackets, sendTo, type SocketAttack } from './socket-wire.js';

/** One message of socket.io, in every manner. */
export interface MessagePlan {
  readonly kind: 'message';
  readonly name: string;
  readonly headers: Headers;
  readonly bodies: readonly FreshBody[];
  /** Channels that sockets follow which nobody reads from. */
  readonly follows: readonly string[];
}

/** Messages of one socket that wait for their answer. */
const IN_FLIGHT = 8;
const UNREAD_EVERY_MS = 25;
const AGAIN_AFTER_MS = 50;
/** As large as a packet may be, nearly. */
const BYTES = 255 * 1024;

const idOf = (packet: string): number => Number(/^43(\d+)/.exec(packet)?.[1] ?? -1);
const statusOf = (packet: string): string =>
  packet.includes('"ok":true') ? '200' : (/"status":(\d+)/.exec(packet)?.[1] ?? 'cut');

export class MessageAttack implements SocketAttack {
  private turn = 0;

  constructor(
    private readonly url: string,
    private readonly plan: MessagePlan,
    private readonly make: Make,
  ) {}

  hard(count: (what: string) => void): WebSocket {
    let id = 0;
    const next = (): void => sendTo(socket, `42${String((id += 1))}${this.event()}`);
    const socket = this.connected(count, () => {
      for (let times = 0; times < IN_FLIGHT; times += 1) next();
    });
    socket.on('message', (data: Buffer) => {
      const packet = data.toString();
      if (idOf(packet) < 0) return;
      count(statusOf(packet));
      next();
    });
    return socket;
  }

  hostile(count: (what: string) => void): WebSocket {
    const packets = this.hostilePackets();
    const timers: NodeJS.Timeout[] = [];
    const socket = this.connected(count, () => {
      timers.push(
        setInterval(() => {
          for (const part of packets[(this.turn += 1) % packets.length] ?? []) sendTo(socket, part);
          count('sent');
        }, AGAIN_AFTER_MS),
      );
    });
    socket.on('close', () => timers.forEach((timer) => clearInterval(timer)));
    return socket;
  }

  slow(count: (what: string) => void): WebSocket {
    const timers: NodeJS.Timeout[] = [];
    const socket = this.connected(count, () => {
      for (const feed of this.plan.follows)
        sendTo(socket, `421${JSON.stringify(['feed.subscribe', { feed, after: 0 }])}`);
      socket.pause();
      timers.push(
        setInterval(() => {
          sendTo(socket, `42${String((this.turn += 1))}${this.event()}`);
          count('unread');
        }, UNREAD_EVERY_MS),
      );
    });
    socket.on('close', () => timers.forEach((timer) => clearInterval(timer)));
    return socket;
  }

  /** In the namespace, or refused. */
  private connected(count: (what: string) => void, ready: () => void): WebSocket {
    let ended = 'cut';
    const socket = openPackets(this.url, this.plan.headers, {
      ready: () => undefined,
      packet: (packet) => {
        if (packet.startsWith('0')) sendTo(socket, '40');
        else if (packet.startsWith('40')) ready();
        else if (packet.startsWith('44')) {
          ended = packet.includes('unauthenticated') ? '401' : '429';
          socket.close();
        }
      },
      bytes: () => undefined,
      closed: () => count(ended),
    });
    return socket;
  }

  private event(): string {
    const body = this.plan.bodies[(this.turn += 1) % this.plan.bodies.length];
    const text = body === undefined ? '{}' : Buffer.from(bodyBytes(body, this.make) ?? []).toString();
    return `[${JSON.stringify(this.plan.name)},${text}]`;
  }

  private hostilePackets(): (string | Uint8Array)[][] {
    const name = JSON.stringify(this.plan.name);
    const keys = Array.from({ length: BYTES / 14 }, (_, index) => `"${String(index).padStart(8, 'k')}":0`);
    const holes = Array.from({ length: 1_000 }, (_, index) => `{"_placeholder":true,"num":${String(index)}}`);
    return [
      [`421[${name},${'['.repeat(BYTES / 2 - 64)}${']'.repeat(BYTES / 2 - 64)}]`],
      [`421[${name},{${keys.join(',')}}]`],
      [`421[${name},${'"x",'.repeat(BYTES / 4 - 64)}"x"]`],
      [`421[${name},"${'\\u00e9'.repeat(BYTES / 6 - 64)}"]`],
      [`451000-[${name},${holes.join(',')}]`, ...Array.from({ length: 100 }, () => Buffer.alloc(1_024))],
      [`42[${name},{"id":"${'x'.repeat(BYTES - 128)}"}]`],
      Array.from({ length: 200 }, () => '3'),
      ['x'.repeat(2 * BYTES)],
    ];
  }
}
